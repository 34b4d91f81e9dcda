import {
  InsertTextFormat,
  MarkupKind,
  type CompletionItem,
  type CompletionList,
  type MarkupContent,
  type Position,
} from 'vscode-languageserver/node';
import { message } from '../../foundation/message.ts';
import { nameKey } from '../../grammar/index.ts';
import { cursorPlace, type CursorPlace } from '../completion/cursorPlace.ts';
import { directionOffers } from '../completion/directionOffers.ts';
import { fileOffers } from '../completion/fileOffers.ts';
import { frontMatterKeyOffers, frontMatterValueOffers } from '../completion/frontMatterOffers.ts';
import { lineStartOffers } from '../completion/lineStartOffers.ts';
import type { About, Offer } from '../completion/offer.ts';
import { phoneOffers, pinyinOffers, type PinyinReadings } from '../completion/readingOffers.ts';
import {
  ignoredCodeOffers,
  pauseOffers,
  settingNameOffers,
  settingValueOffers,
  soundOptionOffers,
} from '../completion/settingOffers.ts';
import { timeOffers } from '../completion/timeOffers.ts';
import { emotionReport, recordingText, speakerReport } from '../reports.ts';
import type { Markup } from '../markup.ts';
import type { Script } from '../script.ts';

/**
 * Characters that ask for a completion. All of them are syntax, full-width forms included, and where one stands in prose
 * the answer is empty: nothing pops up over a sentence.
 */
export const triggerCharacters = [
  '(',
  '（',
  '[',
  '【',
  '{',
  '｛',
  '|',
  '｜',
  '@',
  '＠',
  '"',
  '“',
  '「',
  '+',
  ',',
  '/',
  '<',
] as const;

/** Names of the files that a path can lead to. */
export const fileEndings = {
  audio: /\.(?:wav|mp3|flac|ogg|opus)$/i,
  yaml: /\.ya?ml$/i,
} as const;

/** What a client can show of a completion. */
export interface Shown {
  readonly snippets: boolean;
}

/** What lies outside the script and was brought for a place. */
export interface Brought {
  /** Paths as scripts write them. */
  readonly files: readonly string[];
  readonly readings: PinyinReadings;
}

/** A place of the protocol in which something can be completed; undefined: prose. */
export function completionPlace(script: Script, position: Position): CursorPlace | undefined {
  return cursorPlace(script, position.line, script.ranges.column(position));
}

/** Everything that can be written at a place, the likeliest first. */
export function completion(
  script: Script,
  position: Position,
  place: CursorPlace,
  brought: Brought,
  shown: Shown,
): CompletionList {
  const column = script.ranges.column(position);
  const offers = offersAt(script, position.line, column, place, brought);
  const items = offers.map((offer, order) => completionItem(script, position.line, offer, order, place, column, shown));
  // What is offered for a path, a strength or a draft voice depends on what is written of it.
  return { isIncomplete: place.kind === 'frontMatterValue' && place.key === 'draft', items };
}

function offersAt(
  script: Script,
  index: number,
  column: number,
  place: CursorPlace,
  { files, readings }: Brought,
): Offer[] {
  const chinese = writesChinese(script, index);
  switch (place.kind) {
    case 'lineStart':
      return lineStartOffers(script, index, place.followed);
    case 'direction':
      return directionOffers(script, place, chinese);
    case 'time':
      return timeOffers(script, index, place, chinese);
    case 'soundOption':
      return soundOptionOffers(script);
    case 'pause':
      return pauseOffers(chinese);
    case 'settingName':
      return settingNameOffers(script);
    case 'settingValue':
      return settingValueOffers(script, index, place.name);
    case 'file':
      return fileOffers(files, place.bare, place.of);
    case 'ignoredCode':
      return ignoredCodeOffers(script, index);
    case 'reading':
      return /\p{Script=Han}/u.test(place.written)
        ? pinyinOffers(
            script,
            place.written,
            place.rest,
            { start: column - place.says.length, end: place.end },
            readings,
          )
        : phoneOffers(script);
    case 'frontMatterKey':
      return frontMatterKeyOffers(script, place.under, place.siblings);
    case 'frontMatterValue': {
      const text = script.tree.lines[index]?.text ?? '';
      const quoted = /["']/.test(text.charAt(place.start - 1));
      return frontMatterValueOffers(script, place.under, place.key, text.slice(place.start, column), quoted);
    }
  }
}

/** Whether a line is written in Chinese; one without words yet takes after the script. */
function writesChinese({ tree, screenplay, locale }: Script, index: number): boolean {
  const text = tree.lines[index]?.text ?? '';
  if (/\p{Script=Han}/u.test(text)) return true;
  return /\p{L}/u.test(text) ? false : screenplay.language === 'zh' || locale === 'zh';
}

function completionItem(
  script: Script,
  line: number,
  offer: Offer,
  order: number,
  place: CursorPlace,
  column: number,
  { snippets }: Shown,
): CompletionItem {
  const { label, kind, insert = label, snippet, detail, filter, about } = offer;
  const { start, end } = offer.span ?? place;
  return {
    label,
    kind,
    sortText: String(order).padStart(5, '0'),
    // The range has to hold the cursor.
    textEdit: {
      range: script.ranges.inLine(line, Math.min(start, column), Math.max(end, column)),
      newText: snippets && snippet !== undefined ? snippet : insert,
    },
    insertTextFormat: snippets && snippet !== undefined ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    ...(detail === undefined || detail === '' ? {} : { detail }),
    ...(filter === undefined ? {} : { filterText: filter }),
    ...(about === undefined ? {} : { data: { uri: script.uri, about } satisfies ItemData }),
  };
}

/** What a client gives back when it asks for the documentation of an item. */
export interface ItemData {
  readonly uri: string;
  readonly about: About;
}

/** The documentation of an item; undefined: there is none (any more). */
export function itemDocumentation(script: Script, about: About, markup: Markup): MarkupContent | undefined {
  const value = documentationOf(script, about, markup);
  if (value === undefined || value === '') return undefined;
  return { kind: markup.kind === 'markdown' ? MarkupKind.Markdown : MarkupKind.PlainText, value };
}

function documentationOf(script: Script, about: About, markup: Markup): string | undefined {
  const { screenplay, locale } = script;
  switch (about.of) {
    case 'message': {
      const { text, explanation } = message(about.code, {}, locale);
      return markup.paragraphs([markup.text(text), ...(explanation === undefined ? [] : [markup.text(explanation)])]);
    }
    case 'speaker':
      return speakerReport(script, about.name, markup);
    case 'mood': {
      const mood = screenplay.moods.get(nameKey(about.name));
      return mood === undefined ? undefined : emotionReport(mood.emotion, markup, locale);
    }
    case 'recording':
      return markup.text(recordingText(script, about.path));
  }
}
