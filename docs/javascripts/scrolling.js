// What scrolls sideways can be reached by keyboard, on touch screens too, where the theme forgets it.

const SCROLLING = 'pre > code, .md-typeset__scrollwrap, .wide, .wide > table';

function reach() {
  for (const part of document.querySelectorAll(SCROLLING)) {
    if (part.scrollWidth > part.clientWidth && !part.hasAttribute('tabindex')) part.tabIndex = 0;
  }
}

window.addEventListener('load', () => {
  reach();
  new ResizeObserver(reach).observe(document.body);
  new MutationObserver(reach).observe(document.body, { subtree: true, childList: true, attributeFilter: ['tabindex'] });
});
