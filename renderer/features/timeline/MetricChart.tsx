import 'uplot/dist/uPlot.min.css';
import { useEffect, useRef } from 'react';
import uPlot from 'uplot';
import { valueRange } from '../../../shared/views/metricPlot';
import { type Axis, GUTTER, RIGHT } from './axis';
import { type Drawing, drawOver, drawUnder } from './metricDrawing';

const HEIGHT = 168;

/** A metric over time against its target, on the axis of the lanes. */
export function MetricChart({ plot, shown, cuts, axis }: Omit<Drawing, 'time'> & { readonly axis: Axis }) {
  const { width, from, to, scale: time } = axis;
  const host = useRef<HTMLDivElement>(null);
  const latest = useRef<Drawing>({ plot, shown, time, cuts });
  const chart = useRef<uPlot | null>(null);
  useEffect(() => {
    if (!host.current) return;
    const made = new uPlot(
      options(() => latest.current),
      [[0], [0]],
      host.current,
    );
    chart.current = made;
    const scheme = new MutationObserver(() => made.redraw(false, true));
    scheme.observe(document.documentElement, { attributes: true, attributeFilter: ['data-mantine-color-scheme'] });
    return () => {
      scheme.disconnect();
      chart.current = null;
      made.destroy();
    };
  }, []);
  useEffect(() => {
    const made = chart.current;
    if (!made) return;
    latest.current = { plot, shown, time, cuts };
    made.batch(() => {
      if (made.width !== width) made.setSize({ width, height: HEIGHT });
      made.setData([plot.points.map((point) => time.place(point.at) / 1_000), plot.points.map((point) => point.value)], false);
      made.setScale('x', { min: from / 1_000, max: to / 1_000 });
      const [min, max] = valueRange(plot);
      made.setScale('y', { min, max });
    });
  }, [plot, shown, time, cuts, width, from, to]);
  return <div ref={host} role="img" aria-label={plot.sentence} />;
}

function options(latest: () => Drawing): uPlot.Options {
  return {
    width: 400,
    height: HEIGHT,
    padding: [4, RIGHT, 4, GUTTER],
    legend: { show: false },
    cursor: { show: false },
    scales: { x: { time: true, auto: false }, y: { auto: false } },
    axes: [{ show: false }, { show: false }],
    series: [{}, { show: true, width: 1.5, stroke: () => token('--text-2'), points: { show: false } }],
    hooks: {
      drawClear: [(chart) => drawUnder(chart, latest())],
      draw: [(chart) => drawOver(chart, latest())],
    },
  };
}

function token(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}
