import type { Child } from 'hono/jsx';

export interface SwitchItem {
  label: Child;
  href: string;
  current: boolean;
}

/** A choice among a few views of the same page, as links: works without script, and each view has its address. */
export function LinkSwitch({
  id,
  label,
  items,
}: {
  id: string;
  label: string;
  items: readonly SwitchItem[];
}) {
  return (
    <nav class="tq-switch" aria-labelledby={id}>
      <span class="tq-switch__label" id={id}>
        {label}
      </span>
      <ul>
        {items.map((item) => (
          <li>
            <a href={item.href} aria-current={item.current ? 'true' : undefined}>
              {item.label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
