import type { Position } from 'vscode-languageserver/node';
import { OpenScript } from '../../language-server/openScript.ts';
import type { ColumnEncoding } from '../../language-server/ranges.ts';
import type { Script } from '../../language-server/script.ts';
import type { Locale } from '../../foundation/message.ts';
import { catalogue } from '../../models/catalogue.ts';
import type { Surroundings } from '../../screenplay/index.ts';

/** What a test says of the world around its script. */
export interface Around extends Partial<Surroundings> {
  readonly uri?: string;
  readonly locale?: Locale;
  readonly encoding?: ColumnEncoding;
}

/** An open script, to be changed. */
export function openScriptOf(text: string, around: Around = {}): OpenScript {
  const { uri = 'untitled:scene.voice', locale = 'en', encoding = 'utf-16', ...surroundings } = around;
  const defaults: Surroundings = {
    texts: new Map(),
    recordings: new Map(),
    engines: catalogue,
    defaultEngine: 'draft',
    measured: new Map(),
  };
  return new OpenScript(uri, 1, text, { ...defaults, ...surroundings }, encoding, locale);
}

/** The script of a text, and the position of the `‸` in it (the start where there is none), which is taken out. */
export function scriptAt(marked: string, around: Around = {}): { script: Script; position: Position; text: string } {
  const at = Math.max(0, marked.indexOf('‸'));
  const text = marked.replace('‸', '');
  const { script } = openScriptOf(text, around);
  return { script, position: script.ranges.position(at), text };
}
