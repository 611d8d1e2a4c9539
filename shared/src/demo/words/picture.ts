/** A small drawing in the place of a photo or an X-ray; no picture of the demo shows a real animal. */
export function picture(key: string, day: number): string {
  const seed = Array.from(key).reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973, Math.abs(day));
  const [x, y, radius] = [40 + (seed % 40), 40 + ((seed >> 3) % 40), 12 + (seed % 17)];
  const shade = 120 + (seed % 100);
  return [
    '<svg xmlns="http://www.w3.org/2000/svg" width="120" height="120" viewBox="0 0 120 120">',
    '<rect width="120" height="120" fill="#1c2024"/>',
    `<ellipse cx="${x}" cy="${y}" rx="${radius * 2}" ry="${radius}" fill="rgb(${shade},${shade},${shade})"/>`,
    `<path d="M10 100 Q60 ${y} 110 100" stroke="#ddd" stroke-width="3" fill="none"/>`,
    '</svg>',
  ].join('');
}
