/** The colours of the page's theme.  A canvas cannot use CSS variables, so they are read and mixed here. */

/** Names of the CSS variables, without `--jp-refscope-graph-`; style/graph.css gives each a value. */
const NAMES = [
  'container',
  'atom',
  'instance',
  'class',
  'code',
  'weak',
  'generation-0',
  'generation-1',
  'generation-2',
  'permanent',
  'untracked',
  'background',
  'ink',
  'quiet',
  'line',
  'cycle',
  'root',
  'focus',
  'match'
] as const;
export type ColorName = (typeof NAMES)[number];

export interface IPalette {
  readonly colors: Readonly<Record<ColorName, string>>;
  readonly font: string;
}

/** Reads the palette where `element` is; colours come as `rgb(r, g, b)`, mixed with the background if translucent. */
export function readPalette(element: Element): IPalette {
  const style = getComputedStyle(element);
  const context = document.createElement('canvas').getContext('2d');
  const read = (name: ColorName): Rgba => {
    const text = style.getPropertyValue(`--jp-refscope-graph-${name}`).trim();
    if (context === null || text === '') return [128, 128, 128, 1];
    // The canvas accepts every notation that CSS has, and gives back one of two.
    context.fillStyle = '#808080';
    context.fillStyle = text;
    return parseColor(context.fillStyle);
  };
  const background = read('background');
  const colors = Object.fromEntries(NAMES.map(name => [name, rgb(over(read(name), background))]));
  // cytoscape takes names in double quotes only.
  const font = style.getPropertyValue('--jp-code-font-family').trim().replaceAll("'", '"') || 'monospace';
  return { colors: colors as Record<ColorName, string>, font };
}

export type Rgba = readonly [number, number, number, number];

/** Reads `#rrggbb` and `rgba(r, g, b, a)`, the two forms in which a canvas gives a colour; grey for anything else. */
export function parseColor(text: string): Rgba {
  const hex = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(text);
  if (hex !== null) return [parseInt(hex[1], 16), parseInt(hex[2], 16), parseInt(hex[3], 16), 1];
  const parts =
    /^rgba?\(([^)]*)\)$/
      .exec(text)?.[1]
      ?.split(/[\s,/]+/)
      .map(Number) ?? [];
  const [red = 128, green = 128, blue = 128, alpha = 1] = parts;
  return [red, green, blue, alpha];
}

function over([r, g, b, alpha]: Rgba, [br, bg, bb]: Rgba): Rgba {
  const mix = (front: number, back: number): number => Math.round(front * alpha + back * (1 - alpha));
  return [mix(r, br), mix(g, bg), mix(b, bb), 1];
}

function rgb([r, g, b]: Rgba): string {
  return `rgb(${r}, ${g}, ${b})`;
}

/** A colour laid thinly over another: `share` of `front`, the rest `back`; both as `rgb(r, g, b)`. */
export function tint(front: string, back: string, share: number): string {
  const [r, g, b] = parseColor(front);
  return rgb(over([r, g, b, share], parseColor(back)));
}
