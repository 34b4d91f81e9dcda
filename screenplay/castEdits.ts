import type { Fix, Place } from '../foundation/problem.ts';
import type { Line, Tree } from '../grammar/index.ts';
import { stringify } from 'yaml';
import type { Layer, LayerMember } from './frontMatterLayer.ts';

/** Where a new entry of the cast goes: `before`, the entry, `after`. */
export interface CastSlot {
  readonly place: Place<Line>;
  readonly before: string;
  readonly after: string;
}

/** Where a speaker can be added to the cast of a script; undefined: its front matter is too broken to tell. */
export function castSlot(tree: Tree, own: Layer): CastSlot | undefined {
  const [first] = tree.lines;
  if (first === undefined) return undefined;
  const eol = first.ending === '' ? '\n' : first.ending;
  if (tree.frontMatterLines === 0) {
    if (first.kind === 'fence') return undefined;
    const start = first.text.startsWith('\uFEFF') ? 1 : 0;
    const place = { line: first, start, end: start };
    return { place, before: `---${eol}cast:${eol}  `, after: `${eol}---${eol}` };
  }
  const { source, castEntry } = own;
  if (castEntry === undefined) {
    const fence = tree.lines[tree.frontMatterLines - 1];
    if (fence === undefined || (source.root.kind !== 'map' && source.root.kind !== 'nothing')) return undefined;
    return { place: { line: fence, start: 0, end: 0 }, before: `cast:${eol}  `, after: eol };
  }
  const { value, keyRange } = castEntry;
  if (value.kind === 'nothing') return { place: source.endOf(keyRange), before: `${eol}  `, after: '' };
  if (value.kind !== 'map') return undefined;
  const last = value.entries.at(-1);
  if (value.flow) {
    if (last === undefined) {
      const at = { start: value.start + 1, end: value.start + 1 };
      return { place: source.place(at), before: ' ', after: ' ' };
    }
    const { end } = last.value.kind === 'nothing' ? last.keyRange : last.value;
    return { place: source.place({ start: end, end }), before: ', ', after: '' };
  }
  if (last === undefined) return undefined;
  const indent = ' '.repeat(source.columnOf(last.keyRange.start));
  const range = last.value.kind === 'nothing' ? last.keyRange : last.value;
  return { place: source.endOf(range), before: eol + indent, after: '' };
}

/** The fix that adds a speaker. */
export function addToCastFix(slot: CastSlot | undefined, name: string): readonly Fix<Line>[] {
  if (slot === undefined) return [];
  const newText = `${slot.before}${yamlKey(name)}: {}${slot.after}`;
  return [{ title: 'fix/add-to-cast', values: { name }, edits: [{ ...slot.place, newText }] }];
}

/**
 * The fix that adds a record of consent beside a voice. It is empty: who agreed, when and where it is written only the
 * writer knows, and an empty record is still an error.
 */
export function consentFix(member: LayerMember): readonly Fix<Line>[] {
  const { voice, voiceEntry, flow } = member;
  if (voice === undefined || voiceEntry === undefined || !voice.source.isOwn) return [];
  const title = 'fix/add-consent';
  const values = { name: member.name };
  if (flow) {
    const { end } = voice.yaml;
    return [{ title, values, edits: [{ ...voice.source.place({ start: end, end }), newText: ', consent: ""' }] }];
  }
  const place = voice.source.endOf(voice.yaml);
  const eol = place.line.ending === '' ? '\n' : place.line.ending;
  const indent = ' '.repeat(voice.source.columnOf(voiceEntry.keyRange.start));
  return [{ title, values, edits: [{ ...place, newText: `${eol}${indent}consent: ""` }] }];
}

/** A name as a key of YAML, in quotes where it needs them. */
function yamlKey(name: string): string {
  return stringify(name, { lineWidth: 0 }).trim();
}
