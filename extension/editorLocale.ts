import { env } from 'vscode';
import type { Locale } from '../foundation/message.ts';

/** The language that the editor is shown in, as far as Tableread speaks it. */
export const editorLocale: Locale = env.language.toLowerCase().startsWith('zh') ? 'zh' : 'en';
