/* Drawings of a plan: the curve of what it removes, values with intervals, bars, and the frontier. */
const adchainPlots = (function () {
  'use strict';

  const COLOURS = 6;

  return function (kit) {
    const { t, lang, count, group, yuan, percent, percentRange, h, s, table } = kit;

    function room() {
      return Math.min(1070, Math.max(290, document.documentElement.clientWidth - 80));
    }

    /** Round ticks from 0 to the round number above the largest value. */
    function ticks(most, wanted) {
      if (!(most > 0)) {
        return [0, 1];
      }
      const power = Math.pow(10, Math.floor(Math.log10(most / wanted) + 1e-9));
      const factor = [1, 2, 5, 10].find(each => most / (power * wanted) <= each * (1 + 1e-9));
      const steps = Math.ceil(most / (power * factor) - 1e-9);
      return Array.from({ length: steps + 1 }, (_, i) => Number((i * factor * power).toPrecision(12)));
    }

    function plainPercent(share) {
      return Number((share * 100).toPrecision(6)) + '%';
    }

    /** An amount on an axis. */
    function shortYuan(amount) {
      const units = lang() === 'zh' ? [[1e8, '亿'], [1e4, '万']] : [[1e9, 'bn'], [1e6, 'M']];
      const [size, letter] = units.find(unit => amount >= unit[0]) || [1, ''];
      const [whole, part] = String(Number((amount / size).toPrecision(6))).split('.');
      return '¥' + group(whole) + (part ? '.' + part : '') + letter;
    }

    /** Places in the given order, at least a gap apart, within bottom where they fit. */
    function spread(wanted, gap, bottom) {
      const places = wanted.slice();
      for (let i = 1; i < places.length; i++) {
        places[i] = Math.max(places[i], places[i - 1] + gap);
      }
      for (let i = places.length - 1; i >= 0; i--) {
        places[i] = Math.min(places[i], i === places.length - 1 ? bottom : places[i + 1] - gap);
      }
      return places;
    }

    /** Names beside the ends of lines, moved apart where they would touch. */
    function endLabels(ends, x, bottom) {
      const ordered = ends.slice().sort((a, b) => a.y - b.y);
      const places = spread(ordered.map(end => end.y), 16, bottom);
      return ordered.map((end, i) => [
        s('path', { class: 'leader ' + end.className, d: 'M' + (end.x + 5).toFixed(1) + ' ' + end.y.toFixed(1) + 'L' + (x - 8) + ' ' + places[i].toFixed(1) + 'H' + (x - 4) }),
        s('text', { class: 'name ' + end.className, x: x, y: places[i] + 4 }, end.text)]);
    }

    /* The curve. */

    function curve(rows, revenue, bound) {
      const width = room();
      const height = width < 620 ? 240 : 320;
      const [left, top, bottom] = [52, 12, height - 40];
      const right = width < 620 ? 14 : 250;
      const share = amount => Math.min(1, Math.max(0, Number(amount) / revenue));
      const marks = ticks(Math.max(bound, ...rows.map(row => Math.max(row.cumulative_share, share(row.removed_high)))), 5);
      const end = marks[marks.length - 1];
      const x = rank => left + rank / rows.length * (width - left - right);
      const y = value => bottom - value / end * (bottom - top);
      const at = (rank, value) => x(rank).toFixed(1) + ' ' + y(value).toFixed(1);
      const line = value => 'M' + at(0, 0) + rows.map(row => 'L' + at(row.rank, value(row))).join('');
      const band = line(row => share(row.removed_high)) + rows.slice().reverse().map(row => 'L' + at(row.rank, share(row.removed_low))).join('') + 'Z';
      const tested = rows.every(row => row.net_of_recapture !== null);
      const last = rows[rows.length - 1];
      const lines = [
        { className: 'bound', text: t('curve_bound', { share: percent(bound) }), y: y(bound) },
        { className: 'removed', text: t('curve_removed', { share: percent(last.cumulative_share) }), y: y(last.cumulative_share) },
        tested ? { className: 'net', text: t('curve_net', { share: percent(share(last.net_of_recapture)) }), y: y(share(last.net_of_recapture)) } : null
      ].filter(Boolean).map(each => Object.assign(each, { x: x(rows.length) }));
      const step = Math.max(1, Math.ceil(rows.length * 44 / (width - left - right)));
      const drawing = s('svg', { class: 'curve', viewBox: '0 0 ' + width + ' ' + height, width: '100%', role: 'img', 'aria-label': t('targets_chart') },
        marks.map(value => [
          s('line', { class: 'grid', x1: left, x2: x(rows.length), y1: y(value), y2: y(value) }),
          s('text', { x: left - 8, y: y(value) + 4, 'text-anchor': 'end' }, plainPercent(value))]),
        s('path', { class: 'band', d: band }),
        s('path', { class: 'bound', d: 'M' + left + ' ' + y(bound).toFixed(1) + 'H' + x(rows.length).toFixed(1) }),
        tested ? s('path', { class: 'net', d: line(row => share(row.net_of_recapture)) }) : null,
        s('path', { class: 'line', d: line(row => row.cumulative_share) }),
        rows.length <= 60 ? rows.map(row => s('circle', { class: 'dot', cx: x(row.rank).toFixed(1), cy: y(row.cumulative_share).toFixed(1), r: 3.5 },
          s('title', {}, row.rank + '. ' + row.target_id + ': ' + percent(row.cumulative_share)))) : null,
        rows.filter(row => row.rank % step === 0 || row.rank === 1).map(row => s('text', { x: x(row.rank), y: bottom + 18, 'text-anchor': 'middle' }, row.rank)),
        s('text', { x: x(rows.length), y: height - 4, 'text-anchor': 'end' }, t('targets_axis_x')),
        right > 100 ? endLabels(lines, width - right + 26, bottom) : null);
      const named = h('div', { class: 'legend plan-legend' }, (right > 100 ? [] : lines).map(each => h('span', {}, h('i', { class: each.className }), each.text)),
        rows.some(row => row.removed_low !== row.removed_high) ? h('span', {}, h('i', { class: 'band' }), t('targets_band')) : null);
      return [drawing, named];
    }

    /* Values with intervals, and bars: rows of the page, so that they follow its width. */

    function axisRow(marks, words) {
      const end = marks[marks.length - 1];
      return h('div', { class: 'row axis', 'aria-hidden': 'true' }, h('div', { class: 'label' }), s('svg', {}, marks.map((mark, i) =>
        s('text', { x: mark / end * 100 + '%', y: 13, 'text-anchor': i === 0 ? 'start' : i === marks.length - 1 ? 'end' : 'middle' }, words(mark)))), h('div', { class: 'amount' }));
    }

    /** Rows {name, note, value, low, high, worst} of shares; the first value is drawn through all rows. */
    function intervals(label, rows) {
      const marks = ticks(Math.max(...rows.map(row => Math.max(row.value, row.high))), 5);
      const end = marks[marks.length - 1];
      const at = share => (Math.max(0, share) / end * 100).toFixed(2) + '%';
      return h('div', { class: 'chart intervals', role: 'img', 'aria-label': label },
        rows.map(row => h('div', { class: 'row' + (row.worst ? ' worst' : ''), title: row.name + ': ' + percent(row.value) + ' (' + percentRange(row.low, row.high) + ')' },
          h('div', { class: 'label' }, row.name, row.note ? h('span', { class: 'id' }, row.note) : null),
          s('svg', {},
            marks.map(mark => s('line', { class: 'grid', x1: at(mark), x2: at(mark), y1: 0, y2: '100%' })),
            s('line', { class: 'planned', x1: at(rows[0].value), x2: at(rows[0].value), y1: 0, y2: '100%' }),
            s('line', { class: 'interval', x1: at(row.low), x2: at(row.high), y1: '50%', y2: '50%' }),
            s('circle', { class: 'value', cx: at(row.value), cy: '50%', r: 5.5 })),
          h('div', { class: 'amount' }, percent(row.value), row.low === row.high ? null : h('span', { class: 'id' }, percentRange(row.low, row.high))))),
        axisRow(marks, plainPercent));
    }

    /** Rows {name, value, text, className} of shares of one whole. */
    function bars(label, rows) {
      const most = Math.max(...rows.map(row => row.value), 1e-9);
      return h('div', { class: 'chart bars', role: 'img', 'aria-label': label }, rows.map(row => h('div', { class: 'row' },
        h('div', { class: 'label' }, row.name),
        s('svg', {}, s('rect', { class: 'track', x: 0, y: '15%', width: '100%', height: '70%', rx: 3 }),
          s('rect', { class: 'bar-fill ' + (row.className || ''), x: 0, y: '15%', width: (row.value / most * 100).toFixed(2) + '%', height: '70%', rx: 3 })),
        h('div', { class: 'amount' }, row.text))));
    }

    /* The frontier: two panels over one axis of cost, a line per collateral price. */

    function mark(index, x, y) {
      const [a, b] = [x.toFixed(1), y.toFixed(1)];
      return ['M' + a + ' ' + b + 'm-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0 -9 0z', 'M' + a + ' ' + b + 'm-4 -4h8v8h-8z',
        'M' + a + ' ' + b + 'm-5 4h10l-5 -9z', 'M' + a + ' ' + b + 'm0 -5.5l5 5.5l-5 5.5l-5 -5.5z'][index % 4];
    }

    function seriesOf(lines) {
      const prices = [...new Set(lines.map(line => line.collateral_price))].sort((a, b) => a - b);
      return prices.map((price, i) => ({
        price: price, index: i, className: 'series s' + (prices.length === 1 ? 0 : Math.floor(i * (COLOURS - 1) / (prices.length - 1))),
        text: price === 0 ? t(prices.length === 1 ? 'frontier_unpriced' : 'frontier_free') : t(price < 0.01 ? 'frontier_price_million' : 'frontier_price', { price: plainNumber(price < 0.01 ? price * 1e6 : price) }),
        points: lines.filter(line => line.collateral_price === price)
      }));
    }

    function plainNumber(number) {
      return number.toFixed(10).replace(/\.?0+$/, '');
    }

    function planLabel(line) {
      return t('frontier_plan', { cost: line.cost, actions: count(line.actions), share: percent(line.removed_share), collateral: yuan(line.collateral) });
    }

    function panel(series, top, bottom, marks, value, x, words) {
      const end = marks[marks.length - 1];
      const y = line => bottom - value(line) / end * (bottom - top);
      return {
        series: series, bottom: bottom, y: y,
        drawing: [
          marks.map(tick => [
            s('line', { class: tick === 0 ? 'base' : 'grid', x1: x.left, x2: x.right, y1: bottom - tick / end * (bottom - top), y2: bottom - tick / end * (bottom - top) }),
            s('text', { x: x.left - 8, y: bottom - tick / end * (bottom - top) + 4, 'text-anchor': 'end' }, words(tick))]),
          series.map(each => [
            s('path', {
              class: each.className + ' way',
              d: each.points.map((line, i) => i === 0 ? 'M' + x.at(line).toFixed(1) + ' ' + y(line).toFixed(1) : 'H' + x.at(line).toFixed(1) + 'V' + y(line).toFixed(1)).join('')
            }),
            each.points.map(line => s('path', { class: each.className + ' mark', d: mark(each.index, x.at(line), y(line)) }, s('title', {}, planLabel(line))))])
        ]
      };
    }

    function frontier(lines) {
      const width = room();
      const wide = width >= 620;
      const series = seriesOf(lines);
      const costs = ticks(Math.max(...lines.map(line => line.cost)), 6);
      const x = { left: 64, right: width - (wide ? 230 : 14) };
      x.at = line => x.left + line.cost / costs[costs.length - 1] * (x.right - x.left);
      const shares = ticks(Math.max(...lines.map(line => line.removed_share)), 5);
      const amounts = ticks(Math.max(...lines.map(line => Number(line.collateral))), 3);
      const upper = panel(series, 30, wide ? 290 : 220, shares, line => line.removed_share, x, plainPercent);
      const lower = panel(series, upper.bottom + 52, upper.bottom + 172, amounts, line => Number(line.collateral), x, shortYuan);
      const height = lower.bottom + 44;
      const ends = each => each.series.map(one => {
        const line = one.points[one.points.length - 1];
        return { className: one.className, text: one.text, x: x.at(line), y: each.y(line) };
      });
      return [
        s('svg', { class: 'frontier', viewBox: '0 0 ' + width + ' ' + height, width: '100%', role: 'img', 'aria-label': t('frontier_alt', { count: count(lines.length) }) },
          s('text', { class: 'head', x: 0, y: 14 }, t('frontier_removed')), upper.drawing,
          s('text', { class: 'head', x: 0, y: upper.bottom + 36 }, t('frontier_collateral')), lower.drawing,
          costs.map(cost => s('text', { x: x.left + cost / costs[costs.length - 1] * (x.right - x.left), y: lower.bottom + 18, 'text-anchor': 'middle' }, cost)),
          s('text', { class: 'head', x: x.right, y: lower.bottom + 38, 'text-anchor': 'end' }, t('frontier_cost')),
          wide ? [endLabels(ends(upper), x.right + 24, upper.bottom), series.length <= 8 ? endLabels(ends(lower), x.right + 24, lower.bottom) : null] : null),
        wide ? null : h('div', { class: 'legend' }, series.map(each => h('span', {},
          s('svg', { class: 'frontier key', viewBox: '0 0 12 12', 'aria-hidden': 'true' }, s('path', { class: each.className + ' mark', d: mark(each.index, 6, 6) })), each.text))),
        h('details', {}, h('summary', {}, t('path_table')), table(t('frontier_table'), [
          { text: t('frontier_col_price'), number: true, cell: line => plainNumber(line.collateral_price) },
          { text: t('col_cost'), number: true, cell: line => line.cost },
          { text: t('frontier_col_actions'), number: true, cell: line => count(line.actions) },
          { text: t('col_removed'), number: true, cell: line => [yuan(line.removed), h('span', { class: 'id' }, percent(line.removed_share))] },
          { text: t('col_collateral'), number: true, cell: line => yuan(line.collateral) }
        ], lines))
      ];
    }

    return { curve, intervals, bars, frontier };
  };
}());
