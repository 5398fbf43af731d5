import { useEffect, useRef, useState } from 'react';
import type { PlanView } from '../../../core/changeset.ts';
import type { Input } from '../../../core/ipc/contract.ts';
import { havePlanned } from '../../review/have-planned.ts';
import { tellFailure } from '../../values/use-reveal.ts';

/** A plan on its way. It is called off by the person, or by leaving the page; a failure is told in a toast. */
export function usePlanning() {
  const [running, setRunning] = useState(false);
  const latest = useRef<symbol>(undefined);
  const callOff = () => {
    latest.current = undefined;
    setRunning(false);
  };
  useEffect(
    () => () => {
      latest.current = undefined;
    },
    [],
  );
  const go = async (input: Input<'changes.plan'>, planned: (plan: PlanView) => void): Promise<void> => {
    const mine = Symbol('plan');
    const isMine = () => latest.current === mine;
    latest.current = mine;
    setRunning(true);
    try {
      const plan = await havePlanned(input, isMine);
      if (plan !== undefined) planned(plan);
    } catch (thrown) {
      tellFailure(thrown);
    } finally {
      if (isMine()) callOff();
    }
  };
  return { running, go, callOff };
}
