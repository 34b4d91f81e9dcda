import { audio } from './en/audio.ts';
import { cli } from './en/cli.ts';
import { extension } from './en/extension.ts';
import { extensionPages } from './en/extensionPages.ts';
import { foundation } from './en/foundation.ts';
import { grammar } from './en/grammar.ts';
import { languageServer } from './en/languageServer.ts';
import { models } from './en/models.ts';
import { production } from './en/production.ts';
import { screenplay } from './en/screenplay.ts';

/** Every sentence of the product in English, by code. */
export const en = {
  ...foundation,
  ...grammar,
  ...screenplay,
  ...audio,
  ...models,
  ...production,
  ...cli,
  ...languageServer,
  ...extensionPages,
  ...extension,
} as const;
