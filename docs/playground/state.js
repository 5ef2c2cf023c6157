// Answers as a business's file tells them, and as the end of an address: `#1&employees=3&…`.
// The address never holds a name nor what was typed in words; its first part is the version.

const VERSION = '1';
const EMPTY = '-';
const RANGE = '~';

/** Put answers by field into the form of a profile: `crisis.history` stands inside `crisis`. */
export function profileOf(answers, extra = {}) {
  const profile = structuredClone(extra);
  for (const [key, value] of Object.entries(answers)) {
    const [group, part] = key.split('.');
    if (part === undefined) profile[group] = value;
    else (profile[group] ??= {})[part] = value;
  }
  return profile;
}

/** Take a profile apart: answers to questions of the form, and all else, which is kept as it is. */
export function answersOf(profile, controls) {
  const answers = {};
  const extra = {};
  for (const [key, value] of Object.entries(profile)) {
    if (value === null) continue;
    if (controls.has(key)) { answers[key] = value; continue; }
    const grouped = typeof value === 'object' && !Array.isArray(value);
    if (!grouped) { extra[key] = value; continue; }
    extra[key] = {}; // given though empty is an answer too
    for (const [part, inner] of Object.entries(value)) {
      if (controls.has(`${key}.${part}`)) answers[`${key}.${part}`] = inner;
      else extra[key][part] = inner;
    }
  }
  return { answers, extra };
}

export function toFragment(answers, controls) {
  const parts = [VERSION];
  for (const [key, value] of Object.entries(answers)) {
    if (controls.get(key)?.tellable(value)) parts.push(`${key}=${encodeURIComponent(written(value, controls.get(key).type))}`);
  }
  return parts.length > 1 ? `#${parts.join('&')}` : '';
}

/** @returns {{answers: object, strange: string[]}} what was understood, and what was not */
export function fromFragment(fragment, controls) {
  const [version, ...parts] = fragment.replace(/^#/, '').split('&');
  const answers = {};
  const strange = [];
  if (version !== VERSION) return { answers, strange: parts.length ? [`#${version}`] : [] };
  for (const part of parts) {
    const [key, text = ''] = part.split('=');
    const control = controls.get(key);
    const value = control && !control.private ? read(text, control) : undefined;
    if (value === undefined) strange.push(key.slice(0, 40));
    else answers[key] = value;
  }
  return { answers, strange };
}

function written(value, type) {
  if (typeof value === 'boolean') return value ? 'y' : 'n';
  if (!Array.isArray(value)) return String(value);
  return type === 'set' ? value.join('.') || EMPTY : value.join(RANGE);
}

function read(text, control) {
  const value = decoded(text);
  switch (control.type) {
    case 'yes_no': return { y: true, n: false }[value];
    case 'set': {
      const known = new Set(control.boxes.map((box) => box.value));
      const words = value === EMPTY ? [] : value.split('.');
      const fine = words.every((one) => known.has(one) || (control.own && /^[a-z]{2,3}(-\w+)*$/i.test(one)));
      if (!fine) return undefined;
      return 'numbers' in control.frame.dataset ? words.map(Number) : words;
    }
    case 'count': case 'money': case 'number': {
      const ends = value.split(RANGE).map(Number);
      if (!value || ends.length > 2 || ends.some(Number.isNaN)) return undefined;
      return ends.length === 2 ? ends : ends[0];
    }
    default: {
      const listed = control.boxes.length ? control.boxes : [...(control.input.options ?? [])];
      return value && listed.some((one) => one.value === value) ? value : undefined;
    }
  }
}

function decoded(text) {
  try { return decodeURIComponent(text); } catch { return ''; }
}
