/** Stands for `electron` in unit tests: the types come from the real one, the values from each test. */
export const app = {};
