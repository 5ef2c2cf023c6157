// The page put together: answers in, the rough answer at once, the engine's as soon as it is there.

import { drawAnswer, drawAssumed, drawFlips, drawQuestion } from './answer.js';
import { inBrief, leadToAnswer } from './bar.js';
import { drawBoss } from './boss.js';
import { Businesses, drawBusinesses } from './businesses.js';
import { Engine } from './engine.js';
import { Form } from './form.js';
import { drawRough } from './rough.js';
import { fromFragment, toFragment } from './state.js';
import { rowsOf, Team } from './team.js';
import { el, facts, number, say, site } from './words.js';

const WAIT = 150; // milliseconds after the last key before the engine is asked
const SAVED = 60_000; // milliseconds until the address of a saved file is given back
const get = (id) => document.getElementById(id);
const [live, status, start, rough, result, boss] =
  ['pg-live', 'pg-status', 'pg-start', 'pg-rough', 'pg-result', 'pg-boss'].map(get);

const form = new Form(get('pg-form'));
const businesses = new Businesses(form);
const engine = new Engine(staged);
let round = 0; // a newer round makes the answers of older ones void
let timer = 0;
let latest = null;

/** Say how things stand; what is printed large beside it is only said aloud. */
function tell(text, aloud = false) {
  status.textContent = text;
  status.classList.toggle('pg-aloud', aloud);
}

function staged(stage, message) {
  if (stage === 'failed') {
    tell(say('failed', { message }));
    start.replaceChildren(el('button', { type: 'button', click: () => answer() }, say('again')));
    result.replaceChildren();
    rough.hidden = false;
    return;
  }
  tell(say(`stage_${stage}`));
  start.replaceChildren(stage === 'ready' ? '' : el('progress', { 'aria-label': status.textContent }));
}

function offer() {
  if (!facts.engine || engine.state !== 'off') return;
  const size = number(Math.round(facts.engine / 1e5) / 10);
  start.replaceChildren(
    el('button', { type: 'button', click: () => answer() }, say('load', { size })),
    el('p.pg-help', null, say('load_help')));
}

function changed() {
  const { answers, wrong } = form.read();
  businesses.current.answers = answers;
  history.replaceState(null, '', toFragment(answers, form.controls) || location.pathname + location.search);
  boss.replaceChildren();
  team.stale();
  delete result.dataset.shown;
  drawRough(rough, answers);
  clearTimeout(timer);
  const may = engine.state !== 'off' || !navigator.connection?.saveData;
  if (facts.engine && may && Object.keys(answers).length) timer = setTimeout(() => answer(wrong), WAIT);
}

/** Ask all that the page shows, the answer first; a newer change leaves the rest unasked. */
async function answer(wrong = 0) {
  const mine = ++round;
  const about = { profile: businesses.profile(), lang: facts.sentences, base: site };
  const ask = (what, more) => engine.ask(what, { ...about, ...more });
  const current = () => mine === round;
  try {
    const found = await ask('assess');
    if (!current()) return;
    const assessed = JSON.parse(found);
    latest = { result: assessed, about };
    rough.hidden = true;
    start.replaceChildren();
    drawAnswer(result, assessed, about.profile, { explain });
    drawAssumed(get('pg-assumed'), assessed, form);
    get('pg-boss-start').replaceChildren(el('button', { type: 'button', click: showBoss }, say('boss')));
    tell(wrong ? say('wrong') : say('answered', { text: assessed.answer.text }), !wrong);
    inBrief(assessed.answer.text);
    await next();
    const silent = await ask('silent');
    if (!current()) return;
    form.quiet(silent);
    const question = await ask('next_question');
    if (!current()) return;
    drawQuestion(get('pg-question'), question, form);
    const changes = await ask('smallest_changes');
    if (!current()) return;
    drawFlips(get('pg-flips'), changes, assessed, form);
    latest.changes = changes;
    const picture = await ask('picture');
    if (current() && picture) get('pg-picture').replaceChildren(el('h3', null, say('picture')), drawn(picture));
    if (current()) result.dataset.shown = location.hash;
  } catch (error) {
    if (current() && error.type !== 'EngineStopped') fault(error);
  }
}

/** Let the browser draw before more is asked. */
const next = () => new Promise((resolve) => setTimeout(resolve, 0));

function fault(error) {
  const left = form.complain(error.problems);
  tell(error.problems.length ? left || say('wrong') : say('failed', { message: error.message }));
}

/** Show what the library drew: it escapes whatever was told. */
function drawn(html) {
  const place = el('div.pg-drawn');
  place.innerHTML = html;
  return place;
}

async function explain(role, place, button) {
  button.disabled = true;
  try {
    place.replaceChildren(drawn(await engine.ask('explain', { ...latest.about, role })));
    button.remove();
  } catch (error) {
    button.disabled = false;
    fault(error);
  }
}

async function showBoss() {
  try {
    const { about, result: assessed } = latest;
    const options = await engine.ask('options', about);
    const changes = latest.changes ?? await engine.ask('smallest_changes', about);
    drawBoss(boss, { result: assessed, options, changes, name: about.profile.name, form, today: new Date() });
    get('pg-boss-title').focus();
  } catch (error) {
    fault(error);
  }
}

/** Give a file to whoever asked for it. */
function download(text, name) {
  const file = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  el('a', { href: file, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(file), SAVED);
}

const team = new Team(get('pg-team'), get('pg-team-status'), get('pg-team-seen'), {
  async look() {
    team.tell(say('team_looking'));
    try {
      const about = { profile: businesses.profile(), lang: facts.sentences, base: site };
      team.show(drawn(await engine.ask('team', { ...about, team: team.told() })));
    } catch (error) {
      team.complain(error);
    }
  },
  sample() { team.write(rowsOf(facts.team.sample)); team.act.look(); },
  save() { download(`${JSON.stringify(team.told(), null, 2)}\n`, 'team.json'); },
  async open(file) {
    try {
      team.write(rowsOf(JSON.parse(await file.text())));
      team.seen.replaceChildren();
      team.tell(say('team_opened', { n: team.rows.length }));
    } catch {
      team.tell(say('team_not_opened', { file: file.name }));
    }
  },
});

const acts = {
  choose(at) { businesses.at = at; shown(); },
  add() { businesses.add(); shown(); },
  drop() { businesses.drop(); shown(); },
  save() { download(businesses.written(), 'business.json'); },
  async open(files) {
    const { opened, strange } = await businesses.open(files);
    const said = strange.map((file) => say('not_opened', { file }));
    shown([opened && say('opened', { n: opened }), ...said].filter(Boolean).join(' '));
  },
  async compare(other) {
    try {
      const [one, two] = [businesses.profile(), businesses.profile(other)];
      one.name ??= businesses.name(businesses.at);
      two.name ??= businesses.name(other);
      const html = await engine.ask('compare', { one, other: two, lang: facts.sentences, base: site });
      get('pg-compared').replaceChildren(drawn(html));
    } catch (error) {
      get('pg-files-status').textContent = error.message;
    }
  },
  async link() {
    await navigator.clipboard?.writeText(location.href).catch(() => {});
    get('pg-files-status').textContent = say('copied');
  },
};

/** Show the business that is chosen. */
function shown(said = '') {
  form.write(businesses.current.answers);
  drawBusinesses(get('pg-businesses'), businesses, acts, said);
  result.replaceChildren();
  rough.hidden = false;
  changed();
}

/** Links between languages keep the answers. */
function keepInLinks() {
  for (const link of document.querySelectorAll('.pg-languages a')) {
    link.addEventListener('click', () => { link.hash = location.hash; });
  }
}

form.element.addEventListener('input', changed);
form.element.addEventListener('change', (event) => {
  if (event.target.closest('[data-field=name]')) drawBusinesses(get('pg-businesses'), businesses, acts);
});
form.element.addEventListener('submit', (event) => { event.preventDefault(); answer(); });
form.element.addEventListener('reset', (event) => {
  event.preventDefault();
  businesses.current.answers = {};
  businesses.current.extra = {};
  shown();
});
window.addEventListener('hashchange', () => open(location.hash));

function open(fragment) {
  const { answers, strange } = fromFragment(fragment, form.controls);
  businesses.current.answers = answers;
  shown();
  tell(strange.length ? say('not_understood', { list: strange.join(', ') }) : say('no_answer_yet'));
}

get('pg-no-script').remove();
live.hidden = false;
leadToAnswer();
keepInLinks();
open(location.hash);
offer();
