import { window, type LogOutputChannel } from 'vscode';
import { TablereadError } from '../foundation/tablereadError.ts';
import { editorLocale } from './editorLocale.ts';
import { errorText } from './errorText.ts';
import { say } from './say.ts';

/** Tells of an error in a notification; what is no error for people goes to the log with its stack. */
export async function showError(error: unknown, log: LogOutputChannel): Promise<void> {
  const text = errorText(error, editorLocale);
  if (text === undefined) return;
  if (error instanceof TablereadError) {
    log.warn(text);
    await window.showErrorMessage(text);
    return;
  }
  log.error(error instanceof Error ? error : String(error));
  const showLog = say('editor/show-log');
  if ((await window.showErrorMessage(text, showLog)) === showLog) log.show();
}
