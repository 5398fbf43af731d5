/** Leaves the width that is kept free for a scroll bar here as `--scroll-bar`, for lists that fill it while they need none. */
export function measureScrollBar(): void {
  const probe = document.createElement('div');
  probe.style.cssText =
    'position: absolute; width: 64px; overflow: auto; scrollbar-gutter: stable; visibility: hidden';
  document.body.append(probe);
  document.documentElement.style.setProperty('--scroll-bar', `${probe.offsetWidth - probe.clientWidth}px`);
  probe.remove();
}
