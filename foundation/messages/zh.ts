import { audio } from './zh/audio.ts';
import { cli } from './zh/cli.ts';
import { extension } from './zh/extension.ts';
import { extensionPages } from './zh/extensionPages.ts';
import { foundation } from './zh/foundation.ts';
import { grammar } from './zh/grammar.ts';
import { languageServer } from './zh/languageServer.ts';
import { models } from './zh/models.ts';
import { production } from './zh/production.ts';
import { screenplay } from './zh/screenplay.ts';

/** Every sentence of the product in Chinese, by code. */
export const zh = {
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
