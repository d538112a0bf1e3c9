/** Two objects that hold each other: the kernel's picture, as a data URI. */
const SVG = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">
<rect width="64" height="64" rx="12" fill="#1f4e79"/>
<g fill="none" stroke="#ffd866" stroke-width="4" stroke-linecap="round">
<path d="M22 20c6-7 15-7 20 0"/><path d="M37 20h6v-6"/><path d="M42 44c-6 7-15 7-20 0"/><path d="M27 44h-6v6"/></g>
<g fill="#fff"><rect x="8" y="24" width="20" height="16" rx="4"/><rect x="36" y="24" width="20" height="16" rx="4"/></g>
<g fill="#1f4e79"><rect x="12" y="29" width="12" height="2"/><rect x="12" y="33" width="8" height="2"/>
<rect x="40" y="29" width="12" height="2"/><rect x="40" y="33" width="8" height="2"/></g></svg>`;

export const LOGO = `data:image/svg+xml;utf8,${encodeURIComponent(SVG.replace(/\n/g, ''))}`;
