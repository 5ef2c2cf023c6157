// The page for whoever decides: one sheet with the answer, three reasons, the options, the doubts.

import { flip, ordered, smallest, verdictOf } from './answer.js';
import { capital, el, facts, hours, money, role, say, word } from './words.js';

const REASONS = 3;
const UNDONE = 5;

/**
 * @param {HTMLElement} place
 * @param {{result: object, options: object[], changes: object[], name: string, form: object, today: Date}} about
 */
export function drawBoss(place, { result, options, changes, name, form, today }) {
  const date = new Intl.DateTimeFormat(facts.sentences, { dateStyle: 'long' }).format(today);
  place.replaceChildren(
    el('div.pg-sheet', null,
      el('h2', { id: 'pg-boss-title', tabindex: '-1' }, say('title')),
      name && el('p', null, say('boss_for', { name })),
      el('p.pg-headline', null, result.answer.text),
      el('h3', null, say('boss_reasons')),
      el('ol', null, ...reasons(result)),
      el('h3', null, say('boss_options')),
      optionTable(options),
      el('h3', null, say('boss_change')),
      el('ul', null, ...whatWould(result, changes, form)),
      el('h3', null, say('boss_sure')),
      el('ul', null, ...sure(result)),
      el('p.pg-help', null, say('boss_made', { date, version: result.catalogue.version })),
      el('button.pg-screen', { type: 'button', click: () => window.print() }, say('print'))),
  );
}

/** The weightiest reasons of the weightiest post; those with the reader's numbers come first. */
function reasons(result) {
  const all = ordered(result).flatMap(([id, found]) => found.reasons.map((one) => ({ ...one, id })));
  const numbered = (one) => (Object.values(one.params).some((value) => typeof value === 'number') ? 1 : 0);
  const first = ordered(result)[0][0];
  const own = (one) => (one.id === first ? 1 : 0);
  const bound = (one) => (one.at_least || one.at_most ? 1 : 0);
  all.sort((a, b) => own(b) - own(a) || numbered(b) - numbered(a) || b.points - a.points || bound(b) - bound(a));
  return all.slice(0, REASONS).map((one) => el('li', null, el('b', null, `${capital(role(one.id))}: `), one.text));
}

function optionTable(options) {
  const heads = ['boss_option', 'hours', 'cost', 'boss_undone'].map((name) => el('th', { scope: 'col' }, say(name)));
  const rows = options.map((one) => el('tr', null,
    el('th', { scope: 'row' }, capital(one.level ? word('level', one.level) : say('boss_nobody'))),
    el('td', null, one.hours.high ? hours(one.hours) : '0'),
    el('td', null, one.level ? costs(one.cost) : '0'),
    el('td', null, undone(one.undone))));
  return el('div.pg-wide', null, el('table', null, el('thead', null, el('tr', null, ...heads)), el('tbody', null, ...rows)));
}

function costs(cost) {
  if (cost === 'own') return say('own_time');
  return cost ? money(cost) : say('unknown_cost');
}

function undone(tasks) {
  if (!tasks.length) return say('boss_nothing');
  const shown = tasks.slice(0, UNDONE).join('; ');
  return tasks.length > UNDONE ? `${shown}; ${say('boss_rest', { n: tasks.length - UNDONE })}` : shown;
}

function whatWould(result, changes, form) {
  const flips = smallest(changes, result).slice(0, 2).map((one) => flip(one, form));
  const again = result.answer.ask_again_when.slice(0, 2).map((one) => one.message.text);
  const said = [...flips, ...again];
  return (said.length ? said : [say('flip_none')]).map((text) => el('li', null, text));
}

function sure(result) {
  const roles = ordered(result);
  const decided = roles.filter(([, one]) => one.decided).map(([id]) => role(id));
  const open = roles.filter(([, one]) => !one.decided).map(([id, one]) => `${role(id)}: ${verdictOf(one).toLowerCase()}`);
  return [
    decided.length && say('sure_decided', { list: decided.join(', ') }),
    open.length && say('sure_open', { list: open.join('; ') }),
    say('sure_rules', { businesses: facts.businesses }),
  ].filter(Boolean).map((text) => el('li', null, text));
}
