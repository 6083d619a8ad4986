// How the simulated database is, and the fault that those who ask it meet.

/** A fault that passes: the same may be tried again, and nobody knows whether it was done. */
export class Away extends Error {
  constructor(why: string) {
    super(`the database is away: ${why}`);
  }
}

/** What goes wrong at present; likelihoods from 0 to 1. */
export interface Weather {
  isAway: boolean;
  /** The commit is done and its answer lost. */
  answersLost: number;
  /** The connection breaks before the commit. */
  commitsLost: number;
  /** Two transactions met; one of them has to begin anew. */
  collisions: number;
  /** Every journey takes so many times longer. */
  slowness: number;
}

export const FAIR: Weather = {
  isAway: false,
  answersLost: 0,
  commitsLost: 0,
  collisions: 0,
  slowness: 1,
};
