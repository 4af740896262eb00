import type { z } from 'zod';
import type { Orm } from '../database/types.ts';
import type { Translate } from '../i18n/i18n.ts';
import type { JsonObject } from '../ledger/canonical-json.ts';
import type { Services } from '../services.ts';

/** Work that is done apart from any request: once when asked, or again and again by a schedule. */
export interface Job<Input extends JsonObject = JsonObject> {
  /** `mail.deliver`. */
  name: string;
  /** What it is called in the staff area; left out, its name. */
  title?(t: Translate): string;
  /** What a run is given; checked when it is asked for and again before it runs. */
  input: z.ZodType<Input>;
  /** Runs of themselves at these times: cron of five fields, in the time of Mexico City. The input is then `{}`. */
  schedule?: string;
  /** How often a failed run is tried again, with growing pauses; 5 by default. */
  retries?: number;
  /** The longest time a run may take, in seconds; 300 by default. */
  expireSeconds?: number;
  /** How many runs go on at the same time in one process; 1 by default. */
  concurrency?: number;
  /**
   * Must leave the same behind however often it runs with the same input. What it throws is told to staff in a few
   * words (see `JobFault`), and the run is tried again.
   */
  run(services: Services, input: Input): Promise<void>;
}

export interface EnqueueOptions {
  /** Not before this instant. */
  after?: Date;
  /** Of several with the same key only one waits at a time: the first. */
  key?: string;
}

/** The queue of jobs. */
export interface Jobs {
  /** All jobs there are. */
  readonly all: readonly Job[];
  /** Brings the queue's own tables up to date, once the records are. Nothing can be asked for before. */
  open(): Promise<void>;
  /**
   * Asks for a run. Given the session of a transaction, the run happens if and only if that is committed.
   * @throws ZodError for an input that the job does not take
   */
  enqueue<Input extends JsonObject>(
    orm: Orm,
    job: Job<Input>,
    input: Input,
    options?: EnqueueOptions,
  ): Promise<void>;
  /** Lets a job that was given up run again. False where there is no such one (any more). */
  retry(orm: Orm, id: string): Promise<boolean>;
  /** Forgets a job that was given up. False where there is no such one (any more). */
  discard(orm: Orm, id: string): Promise<boolean>;
  /** When a schedule has its next turn. */
  nextTurn(schedule: string, now: Date): Date | undefined;
  close(): Promise<void>;
}
