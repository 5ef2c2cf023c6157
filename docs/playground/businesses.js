// Several businesses side by side: kept in this page only, saved and opened as files.
// A file holds one business as the command line reads it, or {"businesses": [...]}.

import { answersOf, profileOf } from './state.js';
import { el, say } from './words.js';

export class Businesses {
  constructor(form) {
    this.form = form;
    this.all = [{ answers: {}, extra: {} }];
    this.at = 0;
  }

  get current() { return this.all[this.at]; }

  profile(place = this.at) {
    const { answers, extra } = this.all[place];
    return profileOf(answers, extra);
  }

  name(place) { return this.all[place].answers.name || say('unnamed', { n: place + 1 }); }

  add(profile = {}) {
    this.all.push(answersOf(profile, this.form.controls));
    this.at = this.all.length - 1;
  }

  drop() {
    this.all.splice(this.at, 1);
    if (!this.all.length) this.all.push({ answers: {}, extra: {} });
    this.at = Math.min(this.at, this.all.length - 1);
  }

  /** Write what is saved: one business alone as its profile, several in a list. */
  written() {
    const profiles = this.all.map((_, place) => this.profile(place));
    return `${JSON.stringify(profiles.length > 1 ? { businesses: profiles } : profiles[0], null, 2)}\n`;
  }

  /** Open files; those that hold no business are named. */
  async open(files) {
    const strange = [];
    let opened = 0;
    for (const file of files) {
      try {
        const data = JSON.parse(await file.text());
        const found = Array.isArray(data.businesses) ? data.businesses : [data];
        if (!found.every((one) => one && typeof one === 'object' && !Array.isArray(one))) throw new TypeError();
        for (const profile of found) this.add(profile);
        opened += found.length;
      } catch {
        strange.push(file.name);
      }
    }
    const untouched = ({ answers, extra }) => !Object.keys(answers).length && !Object.keys(extra).length;
    if (opened && untouched(this.all[0])) { this.all.shift(); this.at -= 1; }
    return { opened, strange };
  }
}

/** Draw the list with its buttons; `act` says what each does. */
export function drawBusinesses(place, businesses, act, status = '') {
  const options = businesses.all.map((_, at) =>
    el('option', { value: at, selected: at === businesses.at && '' }, businesses.name(at)));
  const button = (name, click) => el('button.pg-quiet', { type: 'button', click }, say(name));
  const files = el('input', { type: 'file', multiple: '', accept: '.json,application/json', id: 'pg-files',
    change: (event) => act.open([...event.target.files]) });
  const others = businesses.all.map((_, at) => at).filter((at) => at !== businesses.at);
  const second = el('select', { id: 'pg-second' }, ...others.map((at) => el('option', { value: at }, businesses.name(at))));
  place.replaceChildren(
    el('p', null, el('label', { for: 'pg-business' }, say('business')), ' ',
      el('select', { id: 'pg-business', change: (event) => act.choose(Number(event.target.value)) }, ...options)),
    el('p', null, button('add', act.add), ' ', button('drop', act.drop), ' ', button('save', act.save)),
    el('p.pg-help', null, say('save_help')),
    el('p', null, el('label', { for: 'pg-files' }, say('open')), ' ', files),
    others.length > 0 && el('p', null, button('compare', () => act.compare(Number(second.value))), ' ',
      el('label', { for: 'pg-second' }, say('compare_with')), ' ', second),
    el('p', null, button('link', act.link)),
    el('p.pg-help', null, say('link_help')),
    el('p', { role: 'status', id: 'pg-files-status' }, status),
    el('div', { id: 'pg-compared' }),
  );
}
