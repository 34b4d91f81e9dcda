import type { Notice } from '../productionTypes.ts';
import type { EnginePool } from './enginePool.ts';

/** Events, and among them what the engines behind tell meanwhile. Returns what the events return. */
export async function* withNotices<Event, Result>(
  events: AsyncGenerator<Event, Result>,
  pool: EnginePool,
): AsyncGenerator<Event | Notice, Result> {
  const notices: Notice[] = [];
  let wake = (): void => undefined;
  const stop = pool.listen((notice) => {
    notices.push(notice);
    wake();
  });
  try {
    let step = events.next();
    for (;;) {
      const told = new Promise<undefined>((resolve) => (wake = () => resolve(undefined)));
      yield* notices.splice(0);
      const first = notices.length > 0 ? undefined : await Promise.race([step, told]);
      if (first === undefined) continue;
      if (first.done === true) {
        yield* notices.splice(0);
        return first.value;
      }
      yield first.value;
      step = events.next();
    }
  } finally {
    stop();
    await events.return(undefined as never);
  }
}
