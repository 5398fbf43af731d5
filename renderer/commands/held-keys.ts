/**
 * After this a page that does not come no longer keeps the keys from the one that is there. Those kept until then were
 * not meant for that one, and are let go of: it may be of another environment.
 */
const patienceMs = 1_000;

/**
 * Keys between two pages. The one left is still shown and no longer meant, the one that comes is not there yet:
 * what is pressed in between is kept, and pressed again on the page that came.
 */
export function createHeldKeys(pressAgain: (key: KeyboardEvent) => void) {
  let held: KeyboardEvent[] | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const arrive = () => {
    clearTimeout(timer);
    const keys = held ?? [];
    held = undefined;
    // One of them may lead on: the others are then held again.
    for (const key of keys) pressAgain(key);
  };
  const letGo = () => {
    held = undefined;
  };
  return {
    leave: () => {
      held ??= [];
      clearTimeout(timer);
      timer = setTimeout(letGo, patienceMs);
    },
    arrive,
    /** Whether the key was kept, and nobody else may see it. */
    keep: (key: KeyboardEvent): boolean => {
      held?.push(key);
      return held !== undefined;
    },
  };
}
