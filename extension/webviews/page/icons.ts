import { svg } from './element.ts';

// Drawn for Tableread on a grid of 16; filled shapes and strokes of 1.3.
const shapes = {
  play: 'M4.5 2.6v10.8a.6.6 0 0 0 .92.5l8.3-5.4a.6.6 0 0 0 0-1L5.42 2.1a.6.6 0 0 0-.92.5Z',
  pause: 'M4 2.5h2.6v11H4zM9.4 2.5H12v11H9.4z',
  stop: 'M3.5 4a.5.5 0 0 1 .5-.5h8a.5.5 0 0 1 .5.5v8a.5.5 0 0 1-.5.5H4a.5.5 0 0 1-.5-.5z',
  previous: 'M3 3h1.6v10H3zM13 3.5v9a.5.5 0 0 1-.78.42L5.6 8.42a.5.5 0 0 1 0-.84l6.62-4.5A.5.5 0 0 1 13 3.5z',
  next: 'M11.4 3H13v10h-1.6zM3 3.5v9a.5.5 0 0 0 .78.42l6.62-4.5a.5.5 0 0 0 0-.84L3.78 3.08A.5.5 0 0 0 3 3.5z',
  failed:
    'M8 1.6a.7.7 0 0 1 .62.37l6 11A.7.7 0 0 1 14 14H2a.7.7 0 0 1-.62-1.03l6-11A.7.7 0 0 1 8 1.6ZM7.3 6v4h1.4V6zm0 5v1.4h1.4V11z',
} as const;

const strokes = {
  loop: 'M4 4.5h7a2.5 2.5 0 0 1 2.5 2.5v.5M12 11.5H5A2.5 2.5 0 0 1 2.5 9v-.5M6 2.5l-2 2 2 2M10 9.5l2 2-2 2',
  follow:
    'M8 1.5v2.4M8 12.1v2.4M1.5 8h2.4M12.1 8h2.4M8 4.4a3.6 3.6 0 1 1 0 7.2 3.6 3.6 0 0 1 0-7.2M8 7.3a.7.7 0 1 1 0 1.4.7.7 0 0 1 0-1.4',
  volume: 'M2 6v4h2.5L8 13V3L4.5 6zM10.3 5.5a3.4 3.4 0 0 1 0 5M12.2 3.6a6.2 6.2 0 0 1 0 8.8',
  muted: 'M2 6v4h2.5L8 13V3L4.5 6zM10.5 6l4 4M14.5 6l-4 4',
  zoomIn: 'M7 2.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9M10.3 10.3 14 14M7 5v4M5 7h4',
  zoomOut: 'M7 2.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9M10.3 10.3 14 14M5 7h4',
  fit: 'M1.8 3v10M14.2 3v10M4 8h8M6 5.8 3.8 8 6 10.2M10 5.8 12.2 8 10 10.2',
  keyboard:
    'M1.5 4.5a1 1 0 0 1 1-1h11a1 1 0 0 1 1 1v7a1 1 0 0 1-1 1h-11a1 1 0 0 1-1-1zM4 6.3h.01M6.7 6.3h.01M9.3 6.3h.01M12 6.3h.01M4 9.7h8',
  close: 'M3.5 3.5l9 9M12.5 3.5l-9 9',
  folder: 'M1.8 4.2a.7.7 0 0 1 .7-.7h3.4l1.6 1.8h6a.7.7 0 0 1 .7.7v6a.7.7 0 0 1-.7.7h-11a.7.7 0 0 1-.7-.7z',
  scale: 'M8 2.2v11.6M4.5 13.8h7M2.8 4.4h10.4M3.6 4.6 1.8 9h3.6zM12.4 4.6 10.6 9h3.6z',
} as const;

export type IconName = keyof typeof shapes | keyof typeof strokes;

/** A picture of 16 × 16 in the colour of the text; nothing for screen readers. */
export function icon(name: IconName): SVGElement {
  const filled = name in shapes;
  const path = filled ? shapes[name as keyof typeof shapes] : strokes[name as keyof typeof strokes];
  return svg(
    'svg',
    { class: 'icon', viewBox: '0 0 16 16', width: 16, height: 16, 'aria-hidden': 'true', focusable: 'false' },
    svg(
      'path',
      filled
        ? { d: path, fill: 'currentColor', 'fill-rule': 'evenodd' }
        : {
            d: path,
            fill: 'none',
            stroke: 'currentColor',
            'stroke-width': 1.3,
            'stroke-linecap': 'round',
            'stroke-linejoin': 'round',
          },
    ),
  );
}
