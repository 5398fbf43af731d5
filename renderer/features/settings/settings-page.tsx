import { useReady } from '../../router/ready.ts';

export function SettingsPage() {
  useReady(true);
  return <h1>Settings</h1>;
}
