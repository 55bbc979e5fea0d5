/** The page's own style: the app's colours, a sheet of paper when printed. It asks for nothing from outside. */
export const STYLE = `
:root { color-scheme: light dark; --paper:#ffffff; --side:#f5f5f7; --text:#17181c; --text-2:#51555f; --text-3:#646873; --line:#e4e5e9;
  --line-strong:#d3d5db; --accent:#4450bd; --good:#1c7537; --bad:#bf2b43; --asks:#8a3c9c; --add:#e3f2e7; --del:#fbe7ea; --code:#fbfbfc; --mark:#7b7f8b; }
@media (prefers-color-scheme: dark) { :root { --paper:#191b1f; --side:#121316; --text:#e8e9ec; --text-2:#b4b8c2; --text-3:#9296a1; --line:#2b2d33;
  --line-strong:#3a3d45; --accent:#9aa4f5; --good:#62c27f; --bad:#f27d8e; --asks:#cf92dd; --add:#18311f; --del:#3a1d23; --code:#121316; --mark:#7f838e; } }
* { box-sizing: border-box; }
html { background: var(--side); }
body { margin: 0 auto; max-width: 1000px; padding: 40px 48px 64px; background: var(--paper); color: var(--text);
  font: 13px/20px -apple-system, BlinkMacSystemFont, "Segoe UI Variable Text", "Segoe UI", Inter, "Noto Sans", system-ui, sans-serif;
  font-variant-numeric: tabular-nums; overflow-wrap: break-word; }
h1 { margin: 4px 0 16px; font-size: 20px; line-height: 28px; font-weight: 600; max-width: 46em; white-space: pre-line; }
h2 { margin: 36px 0 8px; padding-bottom: 6px; border-bottom: 1px solid var(--line-strong); font-size: 14px; line-height: 20px; font-weight: 600; }
h3 { margin: 16px 0 4px; font-size: 13px; line-height: 20px; font-weight: 600; }
p { margin: 4px 0; max-width: 60em; }
ul { margin: 4px 0; padding-left: 18px; max-width: 60em; }
a { color: var(--accent); text-decoration: none; overflow-wrap: anywhere; } a:hover, a:focus-visible { text-decoration: underline; }
.kicker, .aside, .quiet, dt { color: var(--text-3); }
.aside { font-weight: 400; font-size: 12px; }
.prose { white-space: pre-line; }
.said::before { content: "\\201C"; } .said::after { content: "\\201D"; }
.facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(240px, 1fr)); gap: 12px 24px; margin: 20px 0 0; padding: 12px 0; border: solid var(--line); border-width: 1px 0; }
.facts div { min-width: 0; } .facts dt { font-size: 11px; line-height: 16px; } .facts dd, dl.fields dd { margin: 0; }
dl.fields { display: grid; grid-template-columns: 128px minmax(0, 1fr); gap: 2px 16px; margin: 4px 0 12px; }
.status { white-space: nowrap; font-weight: 500; } .status svg { width: 12px; height: 12px; margin-right: 6px; vertical-align: -1px; }
.verdict { margin: 12px 0 0; font-size: 14px; }
.good { color: var(--good); } .bad { color: var(--bad); } .asks { color: var(--asks); } .status.quiet { color: var(--text-2); }
table { width: 100%; border-collapse: collapse; margin: 4px 0 8px; font-size: 12px; line-height: 18px; }
th { text-align: left; font-weight: 500; color: var(--text-3); font-size: 11px; } th, td { padding: 5px 16px 5px 0; border-bottom: 1px solid var(--line); vertical-align: top; }
th:last-child, td:last-child { padding-right: 0; } .figure { text-align: right; white-space: nowrap; }
.nowrap { white-space: nowrap; }
code, pre { font-family: ui-monospace, "SF Mono", "Cascadia Mono", "JetBrains Mono", Consolas, "DejaVu Sans Mono", monospace; font-variant-ligatures: none; font-size: 12px; }
code { overflow-wrap: anywhere; }
pre { margin: 6px 0; padding: 8px 12px; border: 1px solid var(--line); background: var(--code); line-height: 17px; white-space: pre-wrap; overflow-wrap: anywhere; tab-size: 4; }
pre.diff { padding: 8px 0; } pre.diff span { display: block; padding: 0 12px; min-height: 17px; }
.add { background: var(--add); } .del { background: var(--del); } .hunk { color: var(--text-3); } .name { font-weight: 600; }
.digest { font-size: 12px; overflow-wrap: anywhere; }
figure { margin: 8px 0; } figure svg { width: 100%; height: auto; display: block; } figure text { font-size: 11px; fill: var(--text-3); }
#claims table { table-layout: fixed; } #claims th:nth-child(1) { width: 14%; } #claims th:nth-child(2), #claims th:nth-child(3) { width: 31%; }
.piece { margin: 14px 0 18px; }
.piece h3 { display: flex; flex-wrap: wrap; gap: 0 16px; align-items: baseline; }
@page { margin: 16mm 14mm; }
@media print {
  :root { color-scheme: light; --paper:#fff; --side:#fff; --text:#000; --text-2:#333; --text-3:#555; --line:#ddd; --line-strong:#bbb; --accent:#222; --good:#1c7537;
    --bad:#a31f35; --asks:#6d2c7d; --add:#e9f5ec; --del:#fbeaed; --code:#fff; --mark:#777; }
  body { max-width: none; padding: 0; font-size: 10.5pt; line-height: 15pt; } html { background: #fff; }
  h2, h3 { break-after: avoid; } tr, figure, .facts, .keep { break-inside: avoid; } thead { display: table-header-group; }
  pre:not(.diff) { break-inside: avoid; } .piece p.quiet { break-after: avoid; }
  p, li { orphans: 3; widows: 3; } pre { font-size: 8.5pt; line-height: 11pt; } a { text-decoration: none; }
  .add, .del { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
@media (max-width: 700px) { body { padding: 24px 16px; } dl.fields { grid-template-columns: 1fr; } table { display: block; overflow-x: auto; } }
`;
