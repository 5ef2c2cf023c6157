// The answer and what it rests on, drawn from a result in the form `assessment/1`.

import { capital, cited, el, fieldName, hours, money, role, say, site, word } from './words.js';

const REASONS = 6;

/** Roles, the weightiest verdict first. */
export function ordered(result) {
  const ranks = ['needed', 'recommended', 'optional', 'not_needed'];
  return Object.entries(result.roles).sort(([a, one], [b, other]) =>
    ranks.indexOf(one.verdict) - ranks.indexOf(other.verdict) || a.localeCompare(b));
}

/** Say a verdict, or between which two it lies. */
export function verdictOf(found) {
  if (found.decided) return capital(word('verdict', found.verdict));
  const ends = { low: word('verdict', found.possible[0]), high: word('verdict', found.possible.at(-1)) };
  return capital(say('between', ends));
}

/** Say what the post that holds a role costs a month. */
export function costOf(id, result, told) {
  const post = result.answer.posts.find((one) => one.roles.includes(id));
  if (!post || !['in_house', 'external'].includes(post.sourcing)) return '';
  if (post.cost_per_month) return money(post.cost_per_month);
  return say(told.country ? 'unknown_cost' : 'needs_country');
}

export function drawAnswer(place, result, told, { explain }) {
  place.replaceChildren(...[
    el('p.pg-headline', null, result.answer.text),
    el('p', null, result.answer.leads.map((lead) => lead.text).join(' ')),
    el('h3', null, say('roles')),
    ...ordered(result).map(([id, found]) => card(id, found, result, told, explain)),
    ...slots('question', 'flips', 'picture'),
    list('monday', [result.answer.monday, ...result.answer.first_step_messages]),
    list('cost', [...new Map(result.answer.costs.map((one) => [one.text, one])).values()]),
    list('watch', result.warnings),
    !Object.values(result.roles).every(wideOpen) && list('ask_again', result.answer.ask_again_when.map((one) => one.message)),
    el('div', { id: 'pg-assumed' }),
    el('div', { id: 'pg-boss-start' }),
  ].filter(Boolean));
}

function slots(...names) {
  return names.map((name) => el('div', { id: `pg-${name}` }));
}

function list(title, sentences) {
  const said = sentences.filter(Boolean);
  if (!said.length) return '';
  const items = said.map((one) => el('li', null, one.text, cited(one)));
  return el('section', null, el('h3', null, say(title)), el('ul', null, ...items));
}

function card(id, found, result, told, explain) {
  const cost = costOf(id, result, told);
  const facts = wideOpen(found) ? [] : [
    [say('hours'), hours(Object.values(found.hours_per_month)[0])],
    [say('who'), capital(word('sourcing', found.sourcing.choice))],
    ...(cost ? [[say('cost'), cost]] : []),
  ];
  return el('div.pg-card', { 'data-role': id },
    el('h4', null, el('a', { href: `${site}catalogue/role/${id}/` }, capital(role(id))), ' ',
      el(`span.pg-verdict.pg-${found.decided ? found.verdict : 'open'}`, null, verdictOf(found))),
    facts.length > 0 && el('dl', null, ...facts.flatMap(([name, value]) => [el('dt', null, name), el('dd', null, value)])),
    why(id, found, explain));
}

function why(id, found, explain) {
  const items = [...found.reasons].sort((a, b) => b.points - a.points).slice(0, REASONS).map((one) => {
    const points = one.points ? el('b', null, `+${one.points} `) : '';
    return el('li', null, points, one.text, cited(one));
  });
  const more = el('div');
  const all = el('button.pg-quiet', { type: 'button', click: () => explain(id, more, all) }, say('all_rules'));
  return el('details', null, el('summary', null, say('why')), el('ul', null, ...items), all, more);
}

export function drawQuestion(place, question, form) {
  if (!question) {
    place.replaceChildren(el('p.pg-note', null, say('question_none')));
    return;
  }
  const control = form.controls.get(question.field);
  const label = control?.frame.querySelector('legend, label').textContent ?? fieldName(question.field);
  place.replaceChildren(el('section.pg-card', null, el('h3', null, say('question')), el('p', null, label),
    control && el('button', { type: 'button', click: () => control.focus() }, say('question_go'))));
}

/** Whether three or more verdicts are possible, so that an estimate says little. */
const wideOpen = (found) => found.possible.length > 2;

/** Keep, of all ways to flip a verdict that is nearly settled, those that change the fewest answers. */
export function smallest(changes, result) {
  const ways = changes.filter((one) => one.size > 0 && !wideOpen(result.roles[one.role]));
  const least = Math.min(...ways.map((one) => one.size));
  const nearest = (one) => one.ways[0].effort;
  return ways.filter((one) => one.size === least).sort((a, b) => nearest(a) - nearest(b));
}

export function drawFlips(place, changes, result, form) {
  const found = smallest(changes, result);
  const open = Object.values(result.roles).every(wideOpen);
  place.replaceChildren(el('section', null, el('h3', null, say('flips')), found.length
    ? el('ul', null, ...found.slice(0, 3).map((one) => el('li', null, flip(one, form))))
    : el('p', null, say(open ? 'flip_open' : 'flip_none'))));
}

/** Say the nearest way to another verdict in a sentence. */
export function flip(change, form) {
  const start = say('flip', { role: capital(role(change.role)), verdict: word('verdict', change.to) });
  const answers = change.ways[0].answers.map(({ field, old, new: to }) => {
    const values = { old: form.said(field, old), new: form.said(field, to) };
    return `${fieldName(field)}: ${say('instead', values)}`;
  });
  return `${start} ${answers.join('; ')}.`;
}

export function drawAssumed(place, result, form) {
  if (!result.defaults.length) return place.replaceChildren();
  const items = result.defaults.map(({ field, value }) =>
    el('li', null, `${capital(fieldName(field))}: ${form.said(field, value)}`));
  return place.replaceChildren(el('details', null, el('summary', null, say('assumed')), el('ul', null, ...items)));
}
