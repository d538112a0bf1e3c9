/** A small way to make DOM nodes. */

type Child = Node | string | null;
type Attributes = Readonly<Record<string, string | boolean | null>>;

/** Makes an element; attributes that are null or false are left out, true is an empty attribute. */
export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes))
    if (value !== null && value !== false) element.setAttribute(name, value === true ? '' : value);
  element.append(...children.filter(child => child !== null));
  return element;
}

/** Makes a button that does something when pressed. */
export function button(text: string, attributes: Attributes, press: () => void): HTMLButtonElement {
  const element = make('button', { type: 'button', ...attributes }, text);
  element.addEventListener('click', press);
  return element;
}
