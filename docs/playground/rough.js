// The rough answer before the engine is there: the lines of the checklist, tried on the form.

import { capital, el, facts, role, say } from './words.js';

function within(told, wanted) {
  if (!Array.isArray(wanted)) return told === wanted;
  const [low, high] = Array.isArray(told) ? told : [told, told];
  return typeof low === 'number' && wanted[0] <= low && high <= wanted[1];
}

/** @returns {Map<string, boolean | undefined>} by role: hours are reserved, are not, or it is open */
export function roughly(answers) {
  const found = new Map(Object.keys(facts.roles).map((id) => [id, undefined]));
  for (const line of facts.checklist) {
    const fits = Object.entries(line.answers).every(([key, wanted]) => within(answers[key], wanted));
    if (fits) found.set(line.role, line.reserved);
  }
  return found;
}

export function drawRough(place, answers) {
  const told = { true: say('rough_reserved'), false: say('rough_free'), undefined: say('rough_open') };
  const items = [...roughly(answers)].map(([id, reserved]) =>
    el('li', null, el('strong', null, capital(role(id))), `: ${told[reserved]}`));
  place.replaceChildren(el('h3', null, say('rough')), el('ul', null, ...items));
}
