import { describe, expect, it } from 'vitest';
import { localeOf } from '../../cli/localeOf.ts';

describe('localeOf', () => {
  it.each([
    [['--locale', 'zh'], { LANG: 'en_US.UTF-8' }, 'en-US', 'zh'],
    [['check', 'x', '--locale=en'], { LC_ALL: 'zh_CN.UTF-8' }, 'zh-CN', 'en'],
    [[], { LC_ALL: 'zh_TW', LANG: 'en_US' }, 'en-US', 'zh'],
    [[], { LC_ALL: '', LANG: 'zh_CN.UTF-8' }, 'en-US', 'zh'],
    [[], { LC_MESSAGES: 'de_DE', LANG: 'zh_CN.UTF-8' }, 'zh-CN', 'en'],
    [[], { LANG: 'C' }, 'zh-CN', 'en'],
    [[], {}, 'zh-Hans-CN', 'zh'],
    [[], {}, 'zha', 'en'],
    [['--locale'], {}, 'en-US', 'en'],
  ] as const)('%j in %j on a %s system is %s', (args, environment, system, expected) => {
    expect(localeOf(args, environment, system)).toBe(expected);
  });
});
