/* The timeline of a party: accruals by week, payments below, and above them what it was told, listed for, declared and judged for. */
const adchainTimeline = (function () {
  'use strict';

  const DAY = 86400000;
  const LEFT = 62;
  const RIGHT = 10;
  const LANE = 20;
  const BARS = 150;
  const PAYMENTS = 44;
  const MAX_LANES = 8;

  return function (kit) {
    const { t, count, yuan, compare, word, h, s, table } = kit;

    function number(day) {
      return Date.parse(day + 'T00:00:00Z') / DAY;
    }

    function text(dayNumber) {
      return new Date(dayNumber * DAY).toISOString().slice(0, 10);
    }

    /** Lanes so that nothing that lies in one lane overlaps. */
    function lanes(marks, gap) {
      const ends = [];
      for (const mark of marks) {
        let lane = ends.findIndex(end => end + gap <= mark.from);
        lane = lane >= 0 ? lane : ends.length < MAX_LANES ? ends.length : MAX_LANES - 1;
        ends[lane] = Math.max(ends[lane] || 0, mark.to);
        mark.lane = lane;
      }
      return Math.max(1, ends.length);
    }

    function scaleOf(line, asOf, width) {
      const first = number(line.weeks[0].from);
      const last = number(asOf) + 1;
      const span = Math.max(7, last - first);
      return {
        first: first, last: last,
        x: day => LEFT + (Math.min(last, Math.max(first, day)) - first) / span * (width - LEFT - RIGHT)
      };
    }

    function noticeMarks(line, scale) {
      return line.notices.map(notice => {
        const days = [notice.sent, notice.delivered, notice.deadline, notice.responded].filter(Boolean).map(number);
        return { notice: notice, from: scale.x(Math.min(...days)), to: scale.x(Math.max(...days)) + 12 };
      }).sort((a, b) => a.from - b.from || compare(a.notice.notice_id, b.notice.notice_id));
    }

    function noticeLabel(notice) {
      return [
        word('notice_', notice.type) + ' ' + notice.notice_id + ' (' + (notice.subject || t('whole_party')) + ')',
        t('sent_on', { day: notice.sent }),
        notice.delivered ? t('delivered_on', { day: notice.delivered }) : t('not_delivered'),
        notice.deadline ? t('deadline_on', { day: notice.deadline }) : null,
        notice.responded ? t('responded_on', { day: notice.responded, response: word('response_', notice.response || 'empty') }) : null
      ].filter(Boolean).join(' · ');
    }

    function drawNotice(mark, top, scale) {
      const notice = mark.notice;
      const y = top + mark.lane * LANE + LANE / 2;
      const at = day => scale.x(number(day));
      return s('g', { class: 'mark-notice' }, s('title', {}, noticeLabel(notice)),
        s('line', { class: notice.delivered ? 'wire' : 'wire undelivered', x1: mark.from, x2: mark.to - 12, y1: y, y2: y }),
        s('circle', { class: 'sent', cx: at(notice.sent), cy: y, r: 4 }),
        notice.delivered ? s('circle', { class: 'delivered', cx: at(notice.delivered), cy: y, r: 5 }) : null,
        notice.deadline ? s('path', { class: 'deadline', d: 'M' + at(notice.deadline).toFixed(1) + ' ' + (y - 7) + 'v14' }) : null,
        notice.responded ? s('path', { class: 'responded', d: 'M' + (at(notice.responded) - 5).toFixed(1) + ' ' + y + 'l4 4l7 -8' }) : null);
    }

    /** Entries that begin on one day and side share a mark. */
    function drawListings(line, top, scale) {
      const groups = new Map();
      for (const entry of line.listings) {
        const key = entry.from + '|' + entry.side;
        groups.set(key, [...(groups.get(key) || []), entry]);
      }
      const y = top + LANE / 2;
      return [...groups.values()].map(entries => {
        const x = scale.x(number(entries[0].from));
        const early = number(entries[0].from) < scale.first;
        const shown = entries.slice(0, 5).map(entry => entry.subject).join(', ') + (entries.length > 5 ? ', …' : '');
        return s('g', { class: 'mark-list ' + entries[0].side },
          s('title', {}, entries[0].from + ' ' + word('list_', entries[0].side) + ': ' + shown),
          s('path', { d: early ? 'M' + (x + 9) + ' ' + (y - 6) + 'v12l-9 -6z' : 'M' + (x - 5).toFixed(1) + ' ' + (y - 6) + 'h10l-5 11z' }),
          entries.length > 1 ? s('text', { x: x + (early ? 12 : 7), y: y + 4 }, entries.length) : null);
      });
    }

    function drawDeclarations(line, top, scale) {
      return line.declarations.map(each => {
        const x = scale.x(number(each.from));
        return s('g', { class: 'mark-declaration' },
          s('title', {}, each.declaration_id + ': ' + word('statement_', each.statement) + ', ' + each.from + ' – ' + each.to),
          s('rect', { x: x.toFixed(1), y: top + 4, width: Math.max(3, scale.x(number(each.to) + 1) - x).toFixed(1), height: LANE - 8, rx: 3 }));
      });
    }

    function drawVerdicts(line, top, scale) {
      return line.verdicts.map(each => s('g', { class: 'mark-verdict' },
        s('title', {}, each.day + ' ' + word('verdict_', each.verdict) + (each.authority ? ' (' + each.authority + ')' : '')),
        s('rect', { x: (scale.x(number(each.day)) - 4).toFixed(1), y: top + 6, width: 8, height: 8, transform: 'rotate(45 ' + scale.x(number(each.day)).toFixed(1) + ' ' + (top + 10) + ')' })));
    }

    const parts = ['before', 'listed', 'told'];

    function weekLabel(week) {
      return text(number(week.from)) + ' – ' + text(number(week.from) + 6) + ': ' +
        parts.slice().reverse().map(part => t('accrued_' + part) + ' ' + yuan(week[part])).join(' · ') + ' · ' + t('accrued_paid') + ' ' + yuan(week.paid);
    }

    function drawWeek(week, bottom, most, mostPaid, scale) {
      const x = scale.x(number(week.from)) + 0.5;
      const width = Math.max(1, scale.x(number(week.from) + 7) - x - 1);
      let y = bottom;
      const bars = parts.map(part => {
        const height = Number(week[part]) / most * (BARS - 14);
        y -= height;
        return height > 0 ? s('rect', { class: 'accrued ' + part, x: x.toFixed(1), y: y.toFixed(1), width: width.toFixed(1), height: height.toFixed(1) }) : null;
      });
      const paid = Number(week.paid);
      const down = mostPaid > 0 ? Math.max(2, Math.abs(paid) / mostPaid * (PAYMENTS - 8)) : 0;
      return s('g', { class: 'week' }, s('title', {}, weekLabel(week)),
        s('rect', { class: 'hit', x: x.toFixed(1), y: bottom - BARS, width: width.toFixed(1), height: BARS + PAYMENTS }), bars,
        paid !== 0 ? s('path', {
          class: paid < 0 ? 'paid back' : 'paid', d: 'M' + (x + width / 2).toFixed(1) + ' ' + (bottom + 4) + 'v' + down.toFixed(1)
        }) : null);
    }

    function months(scale, top, bottom) {
      const marks = [];
      const start = new Date(scale.first * DAY);
      const step = scale.last - scale.first > 400 ? 3 : 1;
      for (let month = start.getUTCMonth() + 1; ; month += 1) {
        const day = Date.UTC(start.getUTCFullYear(), month, 1) / DAY;
        if (day >= scale.last) { break; }
        if (((month % 12) + 12) % step === 0) {
          marks.push(day);
        }
      }
      return marks.map(day => [
        s('line', { class: 'grid', x1: scale.x(day), x2: scale.x(day), y1: top, y2: bottom }),
        s('text', { x: scale.x(day), y: bottom + 14, 'text-anchor': 'middle' }, text(day).slice(0, 7))]);
    }

    function laneHead(key, y) {
      return s('text', { class: 'lane', x: 0, y: y + LANE / 2 + 4 }, t('lane_' + key));
    }

    function draw(line, asOf, width) {
      const scale = scaleOf(line, asOf, width);
      const notices = noticeMarks(line, scale);
      const tall = notices.length > 0 ? lanes(notices, 6) : 0;
      const rows = [];
      let y = 4;
      function lane(key, drawing, height) {
        rows.push(laneHead(key, y), drawing(y));
        y += height;
      }
      if (line.verdicts.length > 0) { lane('verdicts', top => drawVerdicts(line, top, scale), LANE); }
      if (line.listings.length > 0) { lane('lists', top => drawListings(line, top, scale), LANE); }
      if (notices.length > 0) { lane('notices', top => notices.map(mark => drawNotice(mark, top, scale)), tall * LANE); }
      if (line.declarations.length > 0) { lane('declarations', top => drawDeclarations(line, top, scale), LANE); }
      const bottom = y + BARS + 4;
      const most = Math.max(1e-4, ...line.weeks.map(week => parts.reduce((sum, part) => sum + Number(week[part]), 0)));
      const mostPaid = Math.max(0, ...line.weeks.map(week => Math.abs(Number(week.paid))));
      const deep = mostPaid > 0 ? PAYMENTS : 8;
      const height = bottom + deep + 20;
      return s('svg', { class: 'timeline', width: width, height: height, viewBox: '0 0 ' + width + ' ' + height, role: 'img', 'aria-label': t('timeline_alt') },
        months(scale, 2, bottom + deep), rows,
        s('text', { class: 'lane', x: 0, y: bottom - BARS + 16 }, yuan(most)),
        s('text', { class: 'lane', x: 0, y: bottom - 2 }, t('lane_accrued')),
        mostPaid > 0 ? s('text', { class: 'lane', x: 0, y: bottom + 18 }, t('lane_paid')) : null,
        line.weeks.map(week => drawWeek(week, bottom, most, mostPaid, scale)),
        s('line', { class: 'axis', x1: LEFT, x2: width - RIGHT, y1: bottom, y2: bottom }));
    }

    function legend(line) {
      const item = (className, key) => h('span', {}, h('i', { class: className }), t(key));
      return h('div', { class: 'legend' },
        item('told', 'accrued_told'), item('listed', 'accrued_listed'), item('before', 'accrued_before'), item('paid', 'accrued_paid'),
        line.notices.length > 0 ? h('span', {}, t('legend_notice')) : null);
    }

    function place(row) {
      return row.file + ', ' + t('line_number', { line: count(row.line) });
    }

    function more(shown, all) {
      return all > shown ? h('p', { class: 'quiet' }, t('newest_shown', { shown: count(shown), all: count(all) })) : null;
    }

    function noticeTable(line) {
      return line.notices.length === 0 ? null : [table(t('table_notices'), [
        { text: t('col_notice'), kind: 'name', cell: each => [h('span', { class: 'strong' }, word('notice_', each.type)), h('span', { class: 'id' }, each.notice_id)] },
        { text: t('col_subject'), kind: 'name', cell: each => each.subject || t('whole_party') },
        { text: t('col_sent'), kind: 'day', cell: each => each.sent },
        { text: t('col_delivered'), kind: 'day', cell: each => each.delivered || t('not_delivered') },
        { text: t('col_deadline'), kind: 'day', cell: each => each.deadline || '–' },
        { text: t('col_response'), cell: each => each.responded ? [word('response_', each.response || 'empty'), h('span', { class: 'id' }, each.responded)] : t('no_response') },
        { text: t('col_place'), kind: 'text', cell: each => place(each.row) }
      ], line.notices), more(line.notices.length, line.notices_in_all)];
    }

    function folded(key, columns, rows, all) {
      return rows.length === 0 ? null : h('details', {}, h('summary', {}, t('table_' + key)), table(t('table_' + key), columns, rows), more(rows.length, all));
    }

    function tables(line) {
      const weeks = line.weeks.filter(week => [...parts, 'paid'].some(part => Number(week[part]) !== 0));
      return [
        noticeTable(line),
        folded('weeks', [
          { text: t('col_week'), kind: 'day', cell: week => week.from },
          ...['told', 'listed', 'before', 'paid'].map(part => ({ text: t('accrued_' + part), number: true, cell: week => yuan(week[part]) }))
        ], weeks, weeks.length),
        folded('listings', [
          { text: t('col_subject'), kind: 'name', cell: each => each.subject },
          { text: t('col_list'), cell: each => word('list_', each.side) },
          { text: t('col_authority'), cell: each => each.authority },
          { text: t('col_from'), kind: 'day', cell: each => each.from },
          { text: t('col_to'), kind: 'day', cell: each => each.to || '–' },
          { text: t('col_place'), kind: 'text', cell: each => place(each.row) }
        ], line.listings, line.listings_in_all),
        folded('declarations', [
          { text: t('col_declaration'), kind: 'name', cell: each => each.declaration_id },
          { text: t('col_statement'), cell: each => word('statement_', each.statement) },
          { text: t('col_from'), kind: 'day', cell: each => each.from },
          { text: t('col_to'), kind: 'day', cell: each => each.to },
          { text: t('col_place'), kind: 'text', cell: each => place(each.row) }
        ], line.declarations, line.declarations_in_all)
      ];
    }

    /** The drawing with its legend and the same as tables. */
    return function (line, asOf) {
      const width = Math.max(620, Math.min(1128, document.documentElement.clientWidth - 110));
      const empty = line.weeks.every(week => [...parts, 'paid'].every(part => Number(week[part]) === 0)) && line.notices.length === 0;
      return [
        empty ? h('p', { class: 'plain' }, t('timeline_empty')) : [
          h('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': t('timeline_alt') }, draw(line, asOf, width)),
          legend(line)],
        Number(line.earlier) !== 0 ? h('p', { class: 'quiet' }, t('timeline_earlier', { amount: yuan(line.earlier), day: line.weeks[0].from })) : null,
        tables(line)
      ];
    };
  };
}());
