// On a phone the answer stands far below the questions: a bar leads there, and says it in brief.

const get = (id) => document.getElementById(id);

/** Begin to show the bar wherever the answer cannot be seen. */
export function leadToAnswer() {
  const [bar, title] = [get('pg-bar'), get('pg-answer-title')];
  bar.querySelector('button').addEventListener('click', () => {
    title.scrollIntoView();
    title.focus({ preventScroll: true });
  });
  const seen = new IntersectionObserver(([answer]) => { bar.hidden = answer.isIntersecting; });
  seen.observe(document.querySelector('.pg-answer'));
}

export function inBrief(text) {
  get('pg-brief').textContent = text;
}
