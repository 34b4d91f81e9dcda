import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { message } from '../../foundation/message.ts';
import { renderSettings, type Setting } from '../../foundation/settings.ts';
import { defaultServerSettings } from '../../language-server/protocol.ts';
import { catalogue, defaultEngine } from '../../models/catalogue.ts';
import { deliverables } from '../../production/productionTypes.ts';

const root = join(import.meta.dirname, '..', '..');
const read = (name: string): string => readFileSync(join(root, name), 'utf8');

interface Offer {
  readonly default: unknown;
  readonly enum?: readonly (string | number)[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly enumDescriptions?: readonly string[];
  readonly scope: string;
  readonly markdownDescription: string;
  readonly items?: { readonly enum: readonly string[] };
}
interface Menu {
  readonly command: string;
  readonly when?: string;
}
interface Facts {
  readonly main: string;
  readonly extensionKind: readonly string[];
  readonly activationEvents: readonly string[];
  readonly capabilities: { readonly untrustedWorkspaces: { readonly restrictedConfigurations: readonly string[] } };
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: string; readonly category: string }[];
    readonly keybindings: readonly { readonly command: string; readonly key: string; readonly when?: string }[];
    readonly menus: Readonly<Record<string, readonly Menu[]>>;
    readonly configuration: readonly { readonly properties: Readonly<Record<string, Offer>> }[];
    readonly views: Readonly<Record<string, readonly { readonly id: string }[]>>;
    readonly walkthroughs: readonly { readonly steps: readonly { readonly description: string }[] }[];
    readonly languages: readonly { readonly icon: Readonly<Record<string, string>> }[];
  };
}

const facts = JSON.parse(read('package.json')) as Facts;
const { contributes } = facts;
const english = JSON.parse(read('package.nls.json')) as Readonly<Record<string, string>>;
const chinese = JSON.parse(read('package.nls.zh-cn.json')) as Readonly<Record<string, string>>;
const settings = Object.assign({}, ...contributes.configuration.map(({ properties }) => properties)) as Readonly<
  Record<string, Offer>
>;
const commands = contributes.commands.map(({ command }) => command);

describe('sentences of package.json', () => {
  const used = new Set([...read('package.json').matchAll(/"%([^"%]+)%"/g)].map(([, key]) => key));

  it('stand in English and in Chinese, every one, and no other', () => {
    expect(Object.keys(english).sort()).toEqual([...used].sort());
    expect(Object.keys(chinese).sort()).toEqual([...used].sort());
  });

  it('are Chinese in Chinese', () => {
    const plain = Object.entries(chinese).filter(([, text]) => !/\p{Script=Han}/u.test(text) && text !== 'Tableread');
    expect(plain).toEqual([]);
  });

  it('use Chinese punctuation', () => {
    const western = Object.values(chinese).filter((text) =>
      /\p{Script=Han}[,;?!]/u.test(text.replace(/`[^`]*`|\[[^\]]*\]\([^)]*\)/g, '')),
    );
    expect(western).toEqual([]);
  });

  it('have links to the same commands in both', () => {
    const links = (text: string | undefined): readonly string[] =>
      [...(text ?? '').matchAll(/\(command:([\w.]+)\)/g)].map(([, id]) => id ?? '');
    for (const [key, text] of Object.entries(english)) expect(links(chinese[key]), key).toEqual(links(text));
    const linked = Object.values(english).flatMap(links);
    expect(linked.filter((id) => !commands.includes(id))).toEqual([]);
  });
});

describe('commands', () => {
  it('are all carried out, and no other', () => {
    const source = read('extension/extension.ts');
    const table = /const all: Readonly<Record<string, Command>> = \{([\s\S]*?)\n {2}\};/.exec(source)?.[1] ?? '';
    const carriedOut = [...table.matchAll(/^ {4}(\w+):/gm)].map(([, id]) => `tableread.${id ?? ''}`);
    // Of a tree's items alone.
    const internal = ['tableread.revealLine'];
    expect(carriedOut.filter((id) => !internal.includes(id)).sort()).toEqual([...commands].sort());
  });

  it('belong to one category and have a title', () => {
    for (const { title, category } of contributes.commands) {
      expect(title).toMatch(/^%command\./);
      expect(category).toBe('Tableread');
    }
  });

  it('of menus and keys exist', () => {
    const named = [...contributes.keybindings, ...Object.values(contributes.menus).flat()].map(
      ({ command }) => command,
    );
    expect(named.filter((command) => !commands.includes(command))).toEqual([]);
  });
});

describe('keys', () => {
  it('are bound where they mean something only', () => {
    for (const { when } of contributes.keybindings) expect(when).toMatch(/editorLangId == voice/);
  });

  it('play the line, play from here, stop, take the next take', () => {
    expect(contributes.keybindings.map(({ command }) => command)).toEqual([
      'tableread.playLine',
      'tableread.playFromHere',
      'tableread.stop',
      'tableread.newTake',
    ]);
    expect(new Set(contributes.keybindings.map(({ key }) => key)).size).toBe(4);
  });
});

describe('settings', () => {
  it('are described, with a scope', () => {
    for (const [name, { scope, markdownDescription, enum: values, enumDescriptions }] of Object.entries(settings)) {
      expect(markdownDescription, name).toBe(`%setting.${name.replace('tableread.', '')}%`);
      expect(['machine', 'machine-overridable', 'resource', 'window'], name).toContain(scope);
      if (values !== undefined) expect(enumDescriptions, name).toHaveLength(values.length);
    }
  });

  it('offer the engines of the catalogue', () => {
    expect(settings['tableread.engine']?.enum).toEqual([...catalogue.keys()]);
    expect(settings['tableread.engine']?.default).toBe(defaultEngine);
  });

  it('offer what production delivers', () => {
    expect(settings['tableread.output.deliver']?.items?.enum).toEqual([...deliverables]);
  });

  it('offer for renders what a script can set, in the same words, with the same ranges and defaults', () => {
    const offered = Object.entries(settings).filter(([name]) => name.startsWith('tableread.render.'));
    expect(offered.map(([name]) => name)).toEqual(
      Object.keys(renderSettings).map((name) => `tableread.render.${name}`),
    );
    for (const setting of Object.values<Setting>(renderSettings)) {
      const { name, sentence } = setting;
      const offer = settings[`tableread.render.${name}`];
      expect(english[`setting.render.${name}`]?.startsWith(message(sentence, {}, 'en').text), name).toBe(true);
      expect(chinese[`setting.render.${name}`]?.startsWith(message(sentence, {}, 'zh').text), name).toBe(true);
      expect(String(offer?.default), name).toBe(String(setting.default));
      if (setting.type === 'number')
        expect([offer?.minimum, offer?.maximum], name).toEqual([setting.least, setting.most]);
      else expect((offer?.enum ?? offer?.items?.enum)?.map(String), name).toEqual(setting.choices);
    }
  });

  it('have the defaults of the language server', () => {
    expect(settings['tableread.engine']?.default).toBe(defaultServerSettings.engine);
    for (const name of Object.keys(defaultServerSettings.inlayHints)) {
      // Start and length stand in the lenses here.
      expect(settings[`tableread.inlayHints.${name}`]?.default, name).toBe(name === 'emotion');
    }
  });

  it('are all read', () => {
    const files = readdirSync(join(root, 'extension'), { withFileTypes: true }).filter((entry) => entry.isFile());
    const sources = files.map(({ name }) => read(`extension/${name}`)).join('\n');
    const names = Object.keys(settings).map((name) => name.replace('tableread.', ''));
    // The client reads `trace.server` by itself; the hints are the server's (see above); those of renders are read together.
    const others = names.filter((name) => !/^(trace\.server$|inlayHints\.|render\.)/.test(name));
    expect(others.filter((name) => !sources.includes(`'${name}'`))).toEqual([]);
  });

  it('that choose a program or a place count in trusted workspaces only', () => {
    const { restrictedConfigurations } = facts.capabilities.untrustedWorkspaces;
    expect(restrictedConfigurations).toEqual(['tableread.engine', 'tableread.output.folder']);
  });
});

describe('the rest', () => {
  it('activates with a script or a command, where the files are', () => {
    expect(facts.activationEvents).toEqual(['onLanguage:voice']);
    expect(facts.extensionKind).toEqual(['workspace']);
    expect(facts.main).toBe('dist/extension.cjs');
  });

  it('names files that are there', () => {
    const paths = [...read('package.json').matchAll(/"(?:\.\/)?((?:extension|grammar)\/[^"]+\.(?:svg|png|json))"/g)];
    expect(paths.length).toBeGreaterThan(8);
    for (const [, path = ''] of paths) expect(existsSync(join(root, path)), path).toBe(true);
  });

  it('has three steps to begin with, each of which can be heard', () => {
    const steps = contributes.walkthroughs[0]?.steps ?? [];
    expect(steps).toHaveLength(3);
    for (const { description } of steps) {
      expect(english[description.replaceAll('%', '')]).toMatch(/\(command:tableread\.walkthrough\w+\)/);
    }
  });
});
