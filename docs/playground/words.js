// The page's words, numbers and elements: what the site wrote beside the form, read once.

const data = JSON.parse(document.getElementById('pg-words').textContent);
export const facts = data;
export const root = document.getElementById('playground').dataset.root;
/** The folder of the whole site. */
export const site = `${root}../`;

const numbers = new Intl.NumberFormat(data.sentences, { maximumFractionDigits: 1 });
export const number = (value) => numbers.format(value);

const fill = (text, values) => text.replace(/\{(\w+)\}/g, (all, key) => values[key] ?? all);
export const say = (name, values = {}) => fill(data.texts[name], values);
export const word = (group, id) => data.words[group]?.[id] ?? id;
export const role = (id) => data.roles[id] ?? id;
export const fieldName = (key) => data.fields[key] ?? key;
export const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

/** Say hours as the library says them: rounded, with what to expect. */
export function hours({ low, typical, high }) {
  const [least, usual, most] = [low, typical, high].map((one) => Math.floor(one + 0.5));
  const values = { n: number(usual), low: number(least), high: number(most) };
  if (least !== most) return fill(data.hours.range, values);
  return fill(usual === 1 ? data.hours.one : data.hours.other, values);
}

export function money(cost) {
  const { low, typical, high, currency } = cost;
  return say('money', { n: number(typical), low: number(low), high: number(high), currency });
}

/**
 * Make an element.
 * @param {string} name with classes after dots: `p.pg-help`
 * @param {object | null} attributes set as they are; functions listen
 * @param {...(Node | string | null | undefined | false)} children
 */
export function el(name, attributes, ...children) {
  const [tag, ...classes] = name.split('.');
  const made = document.createElement(tag);
  if (classes.length) made.className = classes.join(' ');
  for (const [key, value] of Object.entries(attributes ?? {})) {
    if (typeof value === 'function') made.addEventListener(key, value);
    else if (value !== false && value != null) made.setAttribute(key, value);
  }
  made.append(...children.filter((child) => child || child === 0));
  return made;
}

/** Link the claims, sources and contradictions on which a sentence rests. */
export function cited({ claims = [], contradictions = [] }) {
  const links = [
    ...claims.slice(0, 3).map((id) => ['claim', id]),
    ...contradictions.map((id) => ['contradiction', id]),
  ].map(([kind, id]) => el('a', { href: `${site}catalogue/${kind}/${id}/` }, id));
  if (!links.length) return '';
  const parts = links.flatMap((link, place) => (place ? [', ', link] : [link]));
  return el('small.pg-cited', null, ' (', ...parts, ')');
}
