import { ThemeIcon, window, type QuickPickItem } from 'vscode';
import { clockTime } from '../../language-server/clockTime.ts';
import { cueAtCursor, type FoundCue } from '../cueAtCursor.ts';
import { editorLocale } from '../editorLocale.ts';
import { mayRender } from '../mayRender.ts';
import { say } from '../say.ts';
import type { Services } from '../services.ts';
import { setTake } from '../setTake.ts';
import { takeChoices } from '../takeChoices.ts';

interface TakeItem extends QuickPickItem {
  readonly take: number;
}

/** Focus that rests this long on a take wants to hear it, milliseconds. */
const restMilliseconds = 200;

/**
 * Lets the readings of a line be heard one after the other, and writes the one that is taken. What the focus rests on is
 * played; the button compares it with the one that the line has now.
 */
export async function chooseTake(services: Services): Promise<void> {
  const found = await cueAtCursor(services);
  if (found === undefined || !(await mayRender(found.document, services.sources))) return;
  const take = await auditioned(services, found);
  if (take !== undefined) await setTake(services, found, take);
}

function auditioned({ player }: Services, { document, cue }: FoundCue): Promise<number | undefined> {
  const now = cue.direction.settings.take;
  const picker = window.createQuickPick<TakeItem>();
  const lengths = new Map<number, string>();
  let most = takeChoices(now);
  let playing = now;
  let timer: NodeJS.Timeout | undefined;
  const compare = { iconPath: new ThemeIcon('arrow-swap'), tooltip: say('editor/compare-takes') };
  const more = { iconPath: new ThemeIcon('add'), tooltip: say('editor/more-takes') };

  const show = (active: number): void => {
    const items = Array.from({ length: most }, (_, index): TakeItem => {
      const take = index + 1;
      const length = lengths.get(take);
      return {
        take,
        label: `${take === playing ? '$(unmute) ' : ''}${say('editor/take', { take })}`,
        ...(length === undefined ? {} : { description: length }),
        ...(take === now ? { detail: say('editor/take-of-line') } : {}),
      };
    });
    picker.items = items;
    picker.activeItems = items.filter(({ take }) => take === active);
  };
  const play = (take: number): void => {
    playing = take;
    void player.play(document, { kind: 'cue', cue: cue.id, take });
  };
  const heard = player.onDidChange((state) => {
    const reel = state?.reel;
    if (reel?.complete !== true) return;
    const length = clockTime(reel.frames / reel.sampleRate, editorLocale);
    if (lengths.get(playing) === length) return;
    lengths.set(playing, length);
    show(picker.activeItems[0]?.take ?? playing);
  });

  picker.title = say('editor/choose-take', { speaker: cue.speaker });
  picker.placeholder = cue.text;
  picker.buttons = [compare, more];
  show(now);
  return new Promise((resolve) => {
    picker.onDidChangeActive(([item]) => {
      clearTimeout(timer);
      if (item === undefined || item.take === playing) return;
      timer = setTimeout(() => play(item.take), restMilliseconds);
    });
    picker.onDidTriggerButton((button) => {
      const active = picker.activeItems[0]?.take ?? now;
      if (button === compare) play(playing === active ? now : active);
      else {
        most++;
        show(most);
        play(most);
      }
    });
    picker.onDidAccept(() => {
      resolve(picker.activeItems[0]?.take);
      picker.hide();
    });
    picker.onDidHide(() => {
      clearTimeout(timer);
      heard.dispose();
      picker.dispose();
      player.stop();
      resolve(undefined);
    });
    picker.show();
    play(now);
  });
}
