import { readNumberSetting, renderSettings, voiceSettings, allowedValues } from '../foundation/settings.ts';
import { nameKey, readHow, readTimeCode, type Line, type SettingLine } from '../grammar/index.ts';
import type { Emotion } from './cue.ts';
import { readDirection } from './direction.ts';
import type { Placed } from './frontMatter.ts';
import { languageMeant, primaryLanguage } from './languageTag.ts';
import { numberMeant } from './numberMeant.ts';
import { isSomethingElse, otherNameOf } from './otherNames.ts';
import type { Report } from './screenplayProblem.ts';
import { suggestion } from './suggestion.ts';
import { readTimeOfCode } from './timing.ts';
import { speaksLanguage, type World } from './world.ts';

/** What `@` lines set from where they stand to the end of their section. */
export interface SectionSettings {
  readonly language?: Placed<string>;
  readonly engine?: Placed<string>;
  readonly mood?: Placed<Emotion>;
  readonly seed?: Placed<number>;
  /** seconds */
  readonly gap?: Placed<number>;
  /** As written. */
  readonly speaker?: Placed<string>;
  /** seconds */
  readonly offset?: Placed<number>;
}

/** A section at one of its lines: what is set there, in itself and in the sections around it. Immutable. */
export interface Scope {
  readonly level: 0 | 1 | 2 | 3;
  readonly around: Scope | undefined;
  readonly settings: SectionSettings;
}

const noSettings: SectionSettings = {};

/** The scope at the top of a script. */
export const scriptScope: Scope = { level: 0, around: undefined, settings: noSettings };

const settingNames = ['language', 'engine', 'mood', 'seed', 'gap', 'speaker', 'offset'] as const;
type SettingName = (typeof settingNames)[number];

/** The setting in force: that of the section, else of the nearest one around it. */
export function inForce<N extends SettingName>(scope: Scope, name: N): SectionSettings[N] | undefined {
  for (let at: Scope | undefined = scope; at !== undefined; at = at.around) {
    // Most sections set nothing, and each line asks for all settings.
    if (at.settings === noSettings) continue;
    const setting = at.settings[name];
    if (setting !== undefined) return setting;
  }
  return undefined;
}

/** The scope under a heading: sections of its level and below have ended. */
export function scopeUnder(scope: Scope, level: 1 | 2 | 3): Scope {
  let around = scope;
  while (around.level >= level && around.around !== undefined) around = around.around;
  return { level, around, settings: noSettings };
}

/** Whether two scopes set the same in the same places. */
export function sameScope(a: Scope, b: Scope): boolean {
  if (a === b) return true;
  if (a.level !== b.level) return false;
  for (const name of settingNames) if (a.settings[name]?.place.line !== b.settings[name]?.place.line) return false;
  if (a.around === undefined || b.around === undefined) return a.around === b.around;
  return sameScope(a.around, b.around);
}

/**
 * The scope after an `@` line. Problems go to `report` in spans of the line; a setting with one sets nothing. The moods that
 * it names are added to `moods`.
 */
export function scopeWith(scope: Scope, line: SettingLine, world: World, report: Report, moods: string[]): Scope {
  if (line.name.value === '') return scope;
  const name = settingNames.find((known) => known === line.name.value);
  if (name === undefined) {
    const key = nameKey(line.name.value.replace(/[:=]+$/, ''));
    const near = isSomethingElse(key) ? undefined : suggestion(line.name.value, settingNames);
    const meant = otherNameOf(key, settingNames) ?? near;
    const fixes = meant === undefined ? [] : [replacement(line.name, meant)];
    report('voice/unknown-setting', line.name, { name: line.name.value, allowed: settingNames.join(', ') }, fixes);
    return scope;
  }
  // Without a value it is a mistake of form.
  if (line.value.value === '') return scope;
  const value = readValue(name, line, world, report, moods);
  if (value === undefined) return scope;
  const place = { line: line as Line, start: line.value.start, end: line.value.end };
  const next = { ...scope, settings: { ...scope.settings, [name]: { value, place } } };
  if (name === 'language' || name === 'engine') checkLanguage(next, line, world, report);
  return next;
}

function readValue(
  name: SettingName,
  line: SettingLine,
  world: World,
  report: Report,
  moods: string[],
): string | number | Emotion | undefined {
  const { value } = line;
  switch (name) {
    case 'language':
      return readLanguage(value, report);
    case 'engine':
      return isKnownEngine(value, world, report) ? value.value : undefined;
    case 'mood':
      return readMood(line, world, report, moods);
    case 'seed': {
      const seed = readNumberSetting(voiceSettings.seed, value.value);
      if (seed === undefined)
        report('voice/setting-range', value, { key: name, allowed: allowedValues(voiceSettings.seed) });
      return seed;
    }
    case 'gap': {
      const gap = readNumberSetting(renderSettings.gap, value.value);
      if (gap === undefined) {
        const meant = numberMeant(renderSettings.gap, value.value);
        const fixes = meant === undefined ? [] : [replacement(value, meant)];
        report('voice/setting-range', value, { key: name, allowed: allowedValues(renderSettings.gap) }, fixes);
      }
      return gap;
    }
    case 'speaker':
      return value.value;
    case 'offset': {
      const { value: code } = readTimeCode(value.value);
      const at: Report = (problem, _span, values) => report(problem, value, values);
      const seconds = code === undefined ? undefined : readTimeOfCode(code, world.front.fps, at);
      if (code === undefined) report('voice/offset-form', value, { written: value.value });
      return seconds;
    }
  }
}

function readMood(line: SettingLine, world: World, report: Report, moods: string[]): Emotion | undefined {
  const { value } = line;
  const { value: items } = readHow(value.value);
  // The value is a folded copy of what is written: problems mark all of it.
  let failed = items === undefined;
  if (failed) report('voice/mood-form', value, { written: value.value });
  const direction = readDirection(
    items ?? [],
    world.moodOf,
    world.moodNames,
    { in: 'mood', text: value.value },
    (code, _span, values, fixes = []) => {
      const single = fixes.filter(({ values: { text } }) => text !== undefined && items?.length === 1);
      report(
        code,
        value,
        values,
        single.map((fix) => replacement(value, String(fix.values['text']))),
      );
      failed = true;
    },
  );
  if (direction.emotion === undefined && !failed) report('voice/mood-form', value, { written: value.value });
  for (const mood of direction.moods) moods.push(mood);
  return direction.emotion?.value;
}

/** The language that a word of a script names; undefined (and reported): none. */
export function readLanguage(
  word: { readonly start: number; readonly end: number; readonly value: string },
  report: Report,
): string | undefined {
  const language = primaryLanguage(word.value);
  if (language !== undefined) return language;
  const meant = languageMeant(word.value);
  report(
    'voice/unknown-language',
    word,
    { written: word.value },
    meant === undefined ? [] : [replacement(word, meant)],
  );
  return undefined;
}

/** Whether an engine is one that Tableread knows; else it is reported. */
export function isKnownEngine(
  word: { readonly start: number; readonly end: number; readonly value: string },
  world: World,
  report: Report,
): boolean {
  const { engines } = world.surroundings;
  if (engines.size === 0 || engines.has(word.value)) return true;
  const meant = suggestion(word.value, engines.keys());
  const allowed = [...engines.keys()].join(', ');
  report(
    'voice/unknown-engine',
    word,
    { engine: word.value, allowed },
    meant === undefined ? [] : [replacement(word, meant)],
  );
  return false;
}

function checkLanguage(scope: Scope, line: SettingLine, world: World, report: Report): void {
  const engine = world.surroundings.engine ?? inForce(scope, 'engine')?.value ?? world.scriptEngine;
  const language = inForce(scope, 'language')?.value ?? world.front.language?.value;
  if (language === undefined || speaksLanguage(world, engine, language)) return;
  report('voice/engine-language', line.value, { engine, language });
}

function replacement(
  { start, end }: { readonly start: number; readonly end: number },
  newText: string,
): NonNullable<Parameters<Report>[3]>[number] {
  return { title: 'fix/replace', values: { text: newText }, edits: [{ start, end, newText }], preferred: true };
}
