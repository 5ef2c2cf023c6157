// The team: told in rows, looked at by the library. It stands in no address and is kept nowhere.

import { capital, el, facts, say, site } from './words.js';

const EMPLOYMENTS = ['employee', 'owner', 'freelance', 'agency'];
const KEPT = ['cost', 'absences', 'scale', 'dual', 'onboarded']; // told by a file, not by a row

/** Read `name: level` and `name`, parted by line breaks, semicolons or (for languages) commas. */
function pairs(text, parting) {
  const told = text.split(parting).map((part) => part.trim()).filter(Boolean);
  if (!told.length) return undefined;
  return Object.fromEntries(told.map((part) => {
    const [, name, level] = /^(.*?)(?::\s*([^:]*))?$/s.exec(part);
    return [name.trim(), (level ?? '').trim()];
  }));
}

/** Write pairs as their field shows them. */
function lines(told, names, by) {
  return Object.entries(told ?? {}).map(([name, level]) => {
    const said = typeof level === 'object' && level ? level.level : level;
    return said ? `${names[name] ?? name}: ${said}` : names[name] ?? name;
  }).join(by);
}

/** Put what a file says into rows: who holds what stands with the person. */
export function rowsOf(team) {
  if (!team || !Array.isArray(team.people)) throw new TypeError();
  return team.people.map((person) => {
    const own = (team.assignments ?? []).filter((one) => one.person === person.id);
    const roles = Array.isArray(person.roles) ? Object.fromEntries(person.roles.map((role) => [role, null])) : person.roles;
    return { ...person, roles: { ...roles, ...Object.fromEntries(own.map((one) => [one.role, one.hours ?? null])) } };
  });
}

export class Team {
  /** @param act says what the buttons do: look, changed, save, open */
  constructor(place, status, seen, act) {
    Object.assign(this, { place, status, seen, act });
    this.rows = [];
    this.add();
    place.addEventListener('submit', (event) => { event.preventDefault(); act.look(); });
    place.addEventListener('input', () => this.stale());
  }

  /** @returns {object} the team as the command line reads it */
  told() {
    const people = this.rows.map((row, place) => ({ ...row.kept, ...this.#person(place) }));
    return { people };
  }

  #person(place) {
    const field = (name) => this.place.querySelector(`#pg-team-${name}-${place}`);
    const number = field('hours').value.trim().replace(',', '.');
    const roles = [...this.place.querySelectorAll(`[name=pg-team-roles-${place}]:checked`)].map((box) => box.value);
    const hours = this.rows[place].roles ?? {};
    const person = {
      id: field('id').value.trim(),
      employment: field('employment').value,
      capacity: number ? (Number.isNaN(Number(number)) ? number : Number(number)) : undefined,
      skills: pairs(field('skills').value, /[\n;]/),
      languages: pairs(field('languages').value, /[\n;,]/),
      roles: Object.fromEntries(roles.map((role) => [role, hours[role] ?? null])),
    };
    return Object.fromEntries(Object.entries(person).filter(([, value]) => value !== undefined));
  }

  write(rows) {
    this.rows = rows.map((row) => ({ ...row, kept: Object.fromEntries(KEPT.filter((key) => key in row).map((key) => [key, row[key]])) }));
    this.draw();
  }

  add() {
    const people = this.rows.length ? this.told().people : [];
    this.write([...people, { id: String.fromCharCode(65 + (people.length % 26)), roles: {} }]);
  }

  drop(place) {
    this.write(this.told().people.filter((_, at) => at !== place));
    this.place.querySelector('#pg-team-add').focus();
    this.stale();
  }

  /** What was drawn of the team before it changed is taken away. */
  stale() {
    if (!this.seen.childElementCount) return;
    this.seen.replaceChildren();
    this.tell(say('team_changed'));
  }

  tell(text) { this.status.textContent = text; }

  show(drawn) {
    const composing = el('p.pg-note', null, say('team_compose'), ' ',
      el('a', { href: `${site}guides/compose/` }, say('team_compose_link')));
    this.seen.replaceChildren(drawn, composing);
    this.tell(say('team_seen'));
  }

  /** Show what the library says is wrong, each beside whom it is about. */
  complain(error) {
    const items = error.problems.map(({ path, message, remedy }) => {
      const [, place, id] = /^people(?:\[(\d+)\]|\.([^.]+))/.exec(path) ?? [];
      const who = place === undefined ? id : this.#name(Number(place));
      const said = [message, remedy].filter(Boolean).join('; ');
      return el('li', null, who ? `${who}: ${said}` : said);
    });
    this.seen.replaceChildren(el('div.pg-note', { role: 'alert' }, el('p', null, say('team_wrong')),
      items.length ? el('ul', null, ...items) : el('p', null, error.message)));
    this.tell('');
  }

  #name(place) {
    return this.place.querySelector(`#pg-team-id-${place}`)?.value || say('team_person', { n: place + 1 });
  }

  draw() {
    const button = (name, click, more = {}) => el('button.pg-quiet', { type: 'button', click, ...more }, say(name));
    const open = el('input', { type: 'file', accept: '.json,application/json', id: 'pg-team-file',
      change: (event) => this.act.open(event.target.files[0]) });
    this.place.replaceChildren(
      ...this.rows.map((row, place) => this.#row(row, place)),
      el('p', null, button('team_add', () => { this.add(); this.stale(); }, { id: 'pg-team-add' }), ' ',
        button('team_sample', () => this.act.sample()), ' ', button('team_save', () => this.act.save())),
      el('p', null, el('label', { for: 'pg-team-file' }, say('team_open')), ' ', open),
      el('p', null, el('button', { type: 'submit' }, say('team_look'))));
  }

  #row(row, place) {
    const id = (name) => `pg-team-${name}-${place}`;
    const field = (name, control) => el('div.pg-field', null, el('label', { for: id(name) }, say(`team_${name}`)), control);
    const input = (name, value) => field(name, el('input', { id: id(name), value: value ?? '' }));
    const chosen = row.employment ?? 'employee';
    const kinds = EMPLOYMENTS.map((kind) => el('option', { value: kind, selected: kind === chosen && '' }, say(`team_${kind}`)));
    const boxes = Object.entries(facts.roles).map(([role, name]) => el('label.pg-choice', null,
      el('input', { type: 'checkbox', name: id('roles'), value: role, checked: role in (row.roles ?? {}) && '' }),
      el('span.pg-option', null, capital(name))));
    const help = say('team_skills_help', { list: Object.entries(facts.team.levels).map(([step, name]) => (step === name ? step : `${step} (${name})`)).join(', ') });
    const told = el('textarea', { id: id('skills'), rows: 4, 'aria-describedby': id('skills-help') });
    told.value = lines(row.skills, facts.team.skills, '\n');
    const title = el('legend', null, say('team_person', { n: place + 1 }));
    return el('fieldset.pg-card', { 'data-person': place }, title,
      el('div.pg-person', null,
        el('div', null, input('id', row.id), field('employment', el('select', { id: id('employment') }, ...kinds)),
          input('hours', row.capacity), input('languages', lines(row.languages, {}, ', '))),
        el('div', null, el('fieldset.pg-field', null, el('legend', null, say('team_roles')), ...boxes),
          el('div.pg-field', null, el('label', { for: id('skills') }, say('team_skills')),
            el('p.pg-help', { id: id('skills-help') }, help), told))),
      this.rows.length > 1 && el('button.pg-quiet', { type: 'button', click: () => this.drop(place) },
        say('team_drop', { name: row.id || say('team_person', { n: place + 1 }) })));
  }
}
