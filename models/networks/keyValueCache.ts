import { StepStore, type AddedSteps, type StepSize } from './stepStore.ts';

/** Lines are given room for this many more steps at a time, beams for fewer. */
const growth = 128;
const beamGrowth = 16;
/** What the beams of a line have in common goes over to the line from so many steps on: it is moved in every layer. */
const worthMoving = 8;

/** A row: where its steps are. */
interface Row {
  readonly line: number;
  readonly beam: number;
}

/**
 * Keys and values of what is being decoded: lines, and the beams of each, which are the rows of a decoder. What all
 * beams of a line have in common is held once, by the line; a beam holds only the steps behind it. Beams part a few
 * steps ago, so nearly all of the past is read once in a step and not once for every beam, and when rows are taken over
 * only those few steps are copied (246 kB a step at full size).
 *
 * All lines have places for equally many beams, `beams`; where no row is, what the decoder makes is let go.
 */
export class KeyValueCache {
  /** [lines, heads, 1, capacity, headSize] */
  readonly line: StepStore;
  /** [lines, heads, beams, depth, headSize]; depth is 0 as long as no line has several rows. */
  readonly beam: StepStore;
  /** Steps held by every line. */
  #lengths: number[] = [];
  /**
   * Steps held by every beam of every line: each step is a number of its own, so that equal ones are steps in common. A
   * row that is alone in its line has none.
   */
  #own: number[][][] = [];
  #rows: Row[] = [];
  #steps = 0;

  constructor(size: StepSize) {
    this.line = new StepStore(size);
    this.beam = new StepStore(size);
  }

  get lines(): number {
    return this.#lengths.length;
  }

  /** Places for rows in every line. */
  get beams(): number {
    return this.beam.lanes;
  }

  /** Where every row is: line · beams + beam. */
  get places(): readonly number[] {
    return this.#rows.map(({ line, beam }) => line * this.beams + beam);
  }

  /** Steps held by a line. */
  lineLength(line: number): number {
    return this.#lengths[line] ?? 0;
  }

  /** Steps of its own held by a beam. */
  beamLength(line: number, beam: number): number {
    return this.#ownOf(line, beam).length;
  }

  /** Adds a line of one row, which begins with the steps of `added` (one line, one lane). */
  addLine(added: AddedSteps): void {
    const line = this.lines;
    this.#layOut([...this.#lengths.keys(), undefined], this.beams);
    this.#rows.push({ line, beam: 0 });
    this.#makeRoom(added.steps, 0);
    this.line.write(line, 0, 0, added, { line: 0, lane: 0 });
    this.#lengths[line] = added.steps;
  }

  /** Appends to every row one step; `added` has one for every place. */
  append(added: AddedSteps): void {
    for (const { line, beam } of this.#rows) {
      const from = { line, lane: beam };
      if (this.#rowsOf(line).length === 1) {
        const length = this.lineLength(line);
        this.#makeRoom(length + 1, 0);
        this.line.write(line, 0, length, added, from);
        this.#lengths[line] = length + 1;
      } else {
        const length = this.beamLength(line, beam);
        this.#makeRoom(0, length + 1);
        this.beam.write(line, beam, length, added, from);
        this.#ownOf(line, beam).push(this.#steps++);
      }
    }
  }

  /**
   * Replaces the rows: row i goes on from what was row `parents[i]`, in the same line. Rows without a child end, and
   * lines without rows.
   */
  takeOver(parents: readonly number[]): void {
    const sources = parents.map((parent) => {
      const row = this.#rows[parent];
      if (row === undefined) throw new RangeError(`there is no row ${parent}`);
      return row;
    });
    const all = [...this.#lengths.keys()];
    const wanted = all.map((line) => sources.filter((source) => source.line === line).length);
    const beams = Math.max(1, ...wanted);
    this.#layOut(all, Math.max(beams, this.beams));
    this.#rows = this.#placed(sources, beams);
    for (const line of all) this.#giveToLine(line);
    const kept = all.filter((line) => (wanted[line] ?? 0) > 0);
    this.#layOut(kept, beams);
    this.#rows = this.#rows.map(({ line, beam }) => ({ line: kept.indexOf(line), beam }));
  }

  /**
   * Copies what has to be copied so that there is a row for each source, below `beams`. Who can stay stays: the first
   * child of every beam that there will still be. Other beams are free to be written: nobody goes on from them.
   */
  #placed(sources: readonly Row[], beams: number): Row[] {
    const free = this.#lengths.map(() => new Set(Array.from({ length: beams }, (_, beam) => beam)));
    const staying = sources.map(({ line, beam }) => free[line]?.delete(beam) === true);
    return sources.map((source, index) => {
      if (staying[index] === true) return source;
      const { line, beam } = source;
      // Where most is in common already the least is copied.
      const [target] = [...(free[line] ?? [])].sort(
        (a, b) => this.#common(line, [beam, b]) - this.#common(line, [beam, a]),
      );
      if (target === undefined) throw new Error('a line has as many places as rows');
      free[line]?.delete(target);
      const [start, end] = [this.#common(line, [beam, target]), this.beamLength(line, beam)];
      this.beam.copy(line, beam, start, end, { store: this.beam, lane: target, at: start });
      this.#ownOf(line, target).splice(0, Infinity, ...this.#ownOf(line, beam));
      return { line, beam: target };
    });
  }

  /** Gives a line the steps that all its rows have in common: all, where there is one row. */
  #giveToLine(line: number): void {
    const beams = this.#rowsOf(line).map(({ beam }) => beam);
    const [first] = beams;
    if (first === undefined) return;
    const common = this.#common(line, beams);
    if (common === 0 || (beams.length > 1 && common < worthMoving)) return;
    const length = this.lineLength(line);
    this.#makeRoom(length + common, 0);
    this.beam.copy(line, first, 0, common, { store: this.line, lane: 0, at: length });
    this.#lengths[line] = length + common;
    for (const beam of beams) {
      this.beam.copy(line, beam, common, this.beamLength(line, beam), { store: this.beam, lane: beam, at: 0 });
      this.#ownOf(line, beam).splice(0, common);
    }
  }

  #rowsOf(line: number): Row[] {
    return this.#rows.filter((row) => row.line === line);
  }

  #ownOf(line: number, beam: number): number[] {
    return this.#own[line]?.[beam] ?? [];
  }

  /** How many of their own first steps beams of a line have in common. */
  #common(line: number, beams: readonly number[]): number {
    const [first = [], ...others] = beams.map((beam) => this.#ownOf(line, beam));
    const parted = first.findIndex((step, index) => others.some((other) => other[index] !== step));
    return parted < 0 ? first.length : parted;
  }

  /** Room for lines of `steps` and for beams of `own` steps. */
  #makeRoom(steps: number, own: number): void {
    if (steps <= this.line.room && own <= this.beam.room) return;
    const capacity = Math.max(this.line.room, roundUp(steps, growth));
    const depth = Math.max(this.beam.room, roundUp(own, beamGrowth));
    this.#layOut([...this.#lengths.keys()], this.beams, capacity, depth);
  }

  /** Lines and beams from now on; `lines` are those that there were, undefined a new one. */
  #layOut(
    lines: readonly (number | undefined)[],
    beams: number,
    capacity = this.line.room,
    depth = this.beam.room,
  ): void {
    this.line.layOut(lines, 1, capacity, (line) => this.lineLength(line));
    this.beam.layOut(lines, beams, beams === 1 ? 0 : depth, (line, beam) => this.beamLength(line, beam));
    const places = Array.from({ length: beams }, (_, beam) => beam);
    this.#own = lines.map((line) => places.map((beam) => (line === undefined ? [] : this.#ownOf(line, beam))));
    this.#lengths = lines.map((line) => (line === undefined ? 0 : this.lineLength(line)));
  }
}

function roundUp(steps: number, unit: number): number {
  return Math.ceil(steps / unit) * unit;
}
