import { readUserSettings } from '../screenplay/userSettings.ts';
import { defaultServerSettings, type ServerSettings } from './protocol.ts';

/** Settings of the section `tableread` as a client sent them; whatever is missing or of another type keeps its default. */
export function serverSettings(sent: unknown): ServerSettings {
  const given = record(sent);
  const hints = record(given['inlayHints']);
  const { engine, inlayHints } = defaultServerSettings;
  return {
    engine: typeof given['engine'] === 'string' && given['engine'] !== '' ? given['engine'] : engine,
    render: readUserSettings(given['render']),
    inlayHints: {
      length: flag(hints['length'], inlayHints.length),
      start: flag(hints['start'], inlayHints.start),
      emotion: flag(hints['emotion'], inlayHints.emotion),
    },
  };
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}

function flag(value: unknown, otherwise: boolean): boolean {
  return typeof value === 'boolean' ? value : otherwise;
}
