// The questionnaire: what was answered, read from its controls and written into them.
// An answer is a number, a pair [low, high], true, false, a word, or a list of words.

import { number, say } from './words.js';

const NUMBER = /^\s*(-?\d[\d.,'\u00a0\u202f ]*?)(?:\s*(?:-|–|—|\.\.|to|a)\s*(\d[\d.,'\u00a0\u202f ]*))?\s*$/;

/** Read digits, whatever groups them; one or two digits after the last mark are decimals. */
function plain(text, decimals) {
  const sign = text.startsWith('-') ? -1 : 1;
  const split = decimals && /^(.*?)[.,](\d{1,2})$/.exec(text.trim());
  const digits = (part) => part.replace(/\D/g, '') || '0';
  return sign * (split ? Number(`${digits(split[1])}.${split[2]}`) : Number(digits(text)));
}

class Control {
  constructor(frame) {
    this.frame = frame;
    this.key = frame.dataset.field;
    this.type = frame.dataset.type;
    this.private = 'private' in frame.dataset;
    this.input = frame.querySelector('input:not([data-own]):not([data-other]), select');
    this.boxes = [...frame.querySelectorAll('input[type=radio], input[type=checkbox]')];
    this.own = frame.querySelector('[data-own], [data-other]');
    this.error = frame.querySelector('.pg-error');
  }

  /** @returns {any} the answer; undefined for none; throws what is wrong with it */
  read() {
    switch (this.type) {
      case 'count': case 'money': case 'number': return this.#number();
      case 'set': return this.#set();
      case 'text': return this.input.value.trim() || undefined;
      case 'word': return this.own?.value.trim() || this.input.value || undefined;
      default: {
        const value = this.boxes.find((box) => box.checked)?.value;
        return this.type === 'yes_no' ? { yes: true, no: false }[value] : value || undefined;
      }
    }
  }

  #number() {
    const text = this.input.value;
    if (!text.trim()) return undefined;
    const found = NUMBER.exec(text);
    if (!found) throw new Error(say('wrong_number'));
    const ends = found.slice(1).filter((part) => part !== undefined);
    const values = ends.map((part) => plain(part, this.type !== 'count'));
    const [low, high] = [Number(this.frame.dataset.low), Number(this.frame.dataset.high)];
    const wrong = values.some((value) => value < low || value > high) || values[0] > values.at(-1);
    if (wrong) throw new Error(say('wrong_bounds', { low: number(low), high: number(high) }));
    return values.length > 1 && !('single' in this.frame.dataset) ? values : values[0];
  }

  #set() {
    const ticked = this.boxes.filter((box) => box.checked).map((box) => box.value);
    const more = (this.own?.value ?? '').split(',').map((part) => part.trim()).filter(Boolean);
    const words = [...ticked.filter((value) => value !== '-'), ...more];
    if (!words.length) return ticked.includes('-') ? [] : undefined;
    return 'numbers' in this.frame.dataset ? words.map(Number) : words;
  }

  write(value) {
    const words = Array.isArray(value) ? value.map(String) : [];
    for (const box of this.boxes) {
      if (this.type === 'set') box.checked = words.includes(box.value) || (box.value === '-' && value?.length === 0);
      else if (this.type === 'yes_no') box.checked = box.value === { true: 'yes', false: 'no' }[value] || (value === undefined && !box.value);
      else box.checked = box.value === String(value ?? '');
    }
    if (this.type === 'set') {
      const known = this.boxes.map((box) => box.value);
      if (this.own) this.own.value = words.filter((one) => !known.includes(one)).join(', ');
    } else if (this.type === 'word') {
      const listed = [...this.input.options].some((option) => option.value === value);
      this.input.value = listed ? value : '';
      if (this.own) this.own.value = listed ? '' : value ?? '';
    } else if (!this.boxes.length) {
      this.input.value = Array.isArray(value) ? value.join('-') : value ?? '';
    }
  }

  /** Whether a link may tell the answer: only listed words and numbers, never what was typed. */
  tellable(value) {
    if (this.private) return false;
    if (this.type !== 'word') return true;
    return [...this.input.options].some((option) => option.value === value);
  }

  complain(message) {
    this.error.textContent = message;
    this.error.hidden = !message;
    const marked = this.boxes.length ? this.frame.querySelector('fieldset') : this.input;
    if (message) marked.setAttribute('aria-invalid', 'true');
    else marked.removeAttribute('aria-invalid');
  }

  /** Say an answer as the form says it. */
  said(value) {
    if (Array.isArray(value) && this.type !== 'set') return value.map(number).join('–');
    if (typeof value === 'number') return number(value);
    if (typeof value === 'boolean') return say(value ? 'yes' : 'no');
    if (Array.isArray(value)) return value.map((one) => this.#option(one)).join(', ') || say('none');
    return value == null ? say('dont_know') : this.#option(value);
  }

  #option(value) {
    const box = this.boxes.find((one) => one.value === String(value));
    const option = [...(this.input?.options ?? [])].find((one) => one.value === value);
    return box?.closest('label').querySelector('.pg-option').textContent ?? option?.textContent ?? String(value);
  }

  focus() {
    this.frame.closest('details')?.setAttribute('open', '');
    this.frame.scrollIntoView({ block: 'center' });
    (this.boxes[0] ? this.boxes.find((box) => box.checked) ?? this.boxes[0] : this.input).focus({ preventScroll: true });
  }
}

export class Form {
  constructor(element) {
    this.element = element;
    this.controls = new Map([...element.querySelectorAll('[data-field]')].map((frame) => {
      const control = new Control(frame);
      return [control.key, control];
    }));
  }

  /** @returns {{answers: object, wrong: number}} what can be used, by field; how much cannot */
  read() {
    const answers = {};
    let wrong = 0;
    for (const [key, control] of this.controls) {
      try {
        const value = control.read();
        if (value !== undefined) answers[key] = value;
        control.complain('');
      } catch (error) {
        wrong += 1;
        control.complain(error.message);
      }
    }
    return { answers, wrong };
  }

  write(answers) {
    for (const [key, control] of this.controls) control.write(answers[key]);
  }

  /** Hide the questions that make no sense after what was told. */
  quiet(keys) {
    for (const [key, control] of this.controls) control.frame.hidden = keys.includes(key);
  }

  said(key, value) {
    const control = this.controls.get(key);
    return control ? control.said(value) : typeof value === 'number' ? number(value) : String(value);
  }

  /** Show what the library says is wrong beside the answers it means. */
  complain(problems) {
    let left = '';
    for (const { path, message, remedy } of problems) {
      const key = path.replace(/\[.*$/, '');
      const text = say('wrong_answer', { message: [message, remedy].filter(Boolean).join('; ') });
      if (this.controls.has(key)) this.controls.get(key).complain(text);
      else left = text;
    }
    return left;
  }
}
