import { printFigure } from '../../rigs/figure';

/** A figure that has no aim. */
export function told(figure: string, value: number, unit: string): void {
  print(figure, value, unit, 'told', true);
}

export function atMost(figure: string, value: number, unit: string, aim: number): void {
  print(figure, value, unit, `<= ${aim}`, value <= aim);
}

function print(figure: string, value: number, unit: string, aim: string, holds: boolean): void {
  printFigure({ bench: 'window', figure, value: Math.round(value * 100) / 100, unit, aim, holds });
}
