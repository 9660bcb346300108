/* What was found about a party: signals with their rows, explanations tested, gate, contributions, figures beside the law. */
const adchainCases = (function () {
  'use strict';

  return function (kit, knowledge) {
    const { t, count, yuan, yuanRange, percent, both, word, readable, figure, h, s, table } = kit;
    const catalogue = new Map(knowledge.signals.map(signal => [signal.signal, signal]));

    function badge(tier) {
      return h('span', { class: 'badge tier-' + tier.toLowerCase(), title: t('tier_' + tier) }, tier);
    }

    function probability(score) {
      return t('probability_band', { probability: percent(score.probability), low: percent(score.low), high: percent(score.high) });
    }

    /** A code of the column reasons in words. */
    function reason(code) {
      const explained = code.startsWith('explained_') ? code.slice(10) : null;
      const signal = catalogue.get(explained || code);
      if (signal) {
        return t(explained ? 'reason_explained' : 'reason_signal', { signal: signal.signal, title: both(signal.title) });
      }
      if (code.startsWith('needs_')) {
        return t('reason_needs', { file: code.slice(6) + '.csv' });
      }
      if (code.startsWith('statute_')) {
        const threshold = knowledge.statute && knowledge.statute.thresholds.find(each => each.code === code.slice(8));
        return threshold ? t('reason_statute', { what: thresholdText(threshold) }) : code;
      }
      return word('reason_', code);
    }

    function thresholdText(threshold) {
      return both(threshold.text) + (threshold.five_fold ? t('five_fold') : '');
    }

    /* Signals. */

    function numbers(signal) {
      const facts = [
        ['statistic', signal.statistic === null ? null : figure(signal.statistic) + (signal.standard_error === null ? '' : ' ± ' + figure(signal.standard_error))],
        ['p', signal.adjusted_p_value === null ? null : figure(signal.adjusted_p_value)],
        ['weight', signal.weight > 0 ? figure(signal.weight) : null],
        ['money', Number(signal.amount) > 0 ? yuan(signal.amount) : null],
        ['since', signal.since]
      ].filter(fact => fact[1] !== null);
      return h('dl', { class: 'numbers' }, facts.map(fact => h('div', {}, h('dt', {}, t('signal_' + fact[0])), h('dd', {}, fact[1]))));
    }

    function innocent(signal) {
      return signal.innocent.length === 0 ? h('p', { class: 'quiet' }, t('innocent_none')) : [
        h('h5', {}, t('innocent_head')),
        h('ul', { class: 'checks' }, signal.innocent.map(test => h('li', { class: test.holds ? 'holds' : 'fails' },
          h('span', { class: 'verdict' }, t(test.holds ? 'innocent_holds' : 'innocent_fails')), ' ', readable(both(test.sentence)))))];
    }

    function rows(signal) {
      if (signal.rows_in_all === 0) {
        return null;
      }
      const byFile = new Map();
      signal.rows.forEach(row => byFile.set(row.file, [...(byFile.get(row.file) || []), row.line]));
      const rest = signal.rows_in_all - signal.rows.length;
      return h('details', {}, h('summary', {}, t('rows_head', { count: count(signal.rows_in_all) })),
        table(t('rows_head', { count: count(signal.rows_in_all) }), [
          { text: t('col_file'), kind: 'name', cell: entry => entry[0] },
          { text: t('col_lines'), kind: 'text', cell: entry => entry[1].map(count).join(' · ') }
        ], [...byFile]),
        rest > 0 ? h('p', { class: 'quiet' }, t('rows_more', { count: count(rest) })) : null);
    }

    function measures(signal) {
      const known = catalogue.get(signal.signal);
      return h('details', {}, h('summary', {}, t('signal_measures')), h('p', { class: 'plain' }, both(known.meaning)),
        h('p', { class: 'quiet' }, t('signal_rule', { rule: known.rule })));
    }

    function signalTitle(signal) {
      return signal.signal + ' ' + both(catalogue.get(signal.signal).title);
    }

    function spoken(signal, level) {
      return h('article', { class: 'signal ' + signal.state },
        h(level, {}, signalTitle(signal), ' ', h('span', { class: 'state' }, t('state_' + signal.state))),
        h('p', { class: 'plain' }, readable(both(signal.sentence))), numbers(signal), innocent(signal), rows(signal), measures(signal));
    }

    function listed(key, signals, text) {
      return signals.length === 0 ? null : [
        h('h5', {}, t(key)), h('ul', { class: 'plain-list' }, signals.map(signal => h('li', {}, h('span', { class: 'strong' }, signalTitle(signal)), ' ', text(signal))))];
    }

    /** All signals: what fired or is explained in full, the others in a line. */
    function signals(list) {
      const of = state => list.filter(signal => signal.state === state);
      return [
        of('fired').map(signal => spoken(signal, 'h5')), of('explained').map(signal => spoken(signal, 'h5')),
        of('fired').length + of('explained').length === 0 ? h('p', { class: 'plain' }, t('signals_none')) : null,
        listed('signals_quiet', of('quiet'), signal => signal.statistic === null ? '' : t('quiet_statistic', { statistic: figure(signal.statistic) })),
        listed('signals_not_assessable', of('not_assessable'), signal => both(signal.sentence))
      ];
    }

    /* The gate. */

    function gateFacts(facts) {
      return Object.fromEntries(Object.entries(facts).map(([name, value]) =>
        [name, value === '' ? t('nothing') : /^\d+\.\d{4}$/.test(value) ? yuan(value) : value]));
    }

    function gate(checks) {
      return checks.length === 0 ? h('p', { class: 'plain' }, t('gate_empty')) : [
        h('p', { class: 'quiet' }, t('gate_intro')),
        h('ul', { class: 'checks' }, checks.map(check => h('li', { class: check.met ? 'met' : 'unmet' },
          h('span', { class: 'verdict' }, t(check.met ? 'gate_met' : 'gate_unmet')), ' ',
          word('gate_', check.code) === check.code ? check.code : t('gate_' + check.code, gateFacts(check.facts)))))];
    }

    /* Contributions. */

    function contributions(score) {
      const rest = score.rest_count === 0 ? [] : [{ name: t('contribution_rest', { count: count(score.rest_count) }), value: null, log_odds: score.rest }];
      const bars = score.parts.map(part => ({ name: both(part.text), feature: part.feature, value: part.value, log_odds: part.log_odds })).concat(rest);
      const most = Math.max(1e-9, ...bars.map(bar => Math.abs(bar.log_odds)));
      return [
        h('p', { class: 'quiet' }, t('contributions_intro', { base: figure(score.base), raw: figure(score.raw), probability: percent(score.probability) })),
        h('div', { class: 'contributions' }, bars.map(bar => h('div', { class: 'part' },
          h('div', { class: 'label' }, bar.name, bar.feature ? h('span', { class: 'id' }, t(bar.value === null ? 'value_missing' : 'value_is', { value: figure(bar.value) })) : null),
          contributionBar(bar.log_odds, most), h('div', { class: 'amount' }, (bar.log_odds > 0 ? '+' : '') + figure(bar.log_odds)))))
      ];
    }

    function contributionBar(value, most) {
      const width = Math.abs(value) / most * 50;
      return s('svg', { 'aria-hidden': 'true' },
        s('line', { class: 'zero', x1: '50%', x2: '50%', y1: 0, y2: '100%' }),
        s('rect', { class: value > 0 ? 'up' : 'down', x: (value > 0 ? 50 : 50 - width) + '%', y: '22%', width: width + '%', height: '56%', rx: 2 }));
    }

    /* Figures beside the law. */

    function reached(row) {
      const threshold = Number(row.threshold);
      return Number(row.low) >= threshold ? 'surely' : Number(row.value) >= threshold ? 'point' : Number(row.high) >= threshold ? 'perhaps' : 'not';
    }

    function statute(figures) {
      const law = knowledge.statute;
      if (!law || figures.length === 0) {
        return h('p', { class: 'plain' }, t('statute_none'));
      }
      const thresholds = new Map(law.thresholds.map(threshold => [threshold.code, threshold]));
      const amount = (row, value) => row.is_amount ? yuan(value) : count(value);
      const range = row => row.is_amount ? yuanRange(row.low, row.high) : row.low === row.high ? count(row.low) : count(row.low) + ' – ' + count(row.high);
      return [
        h('p', { class: 'sober' }, both(law.caution)),
        table(t('statute_table', { number: law.number, day: law.known_on }), [
          {
            text: t('col_what'), kind: 'text', cell: row => [h('span', { class: 'strong' }, thresholdText(thresholds.get(row.code) || { text: { en: row.code, zh: row.code } })),
              h('span', { class: 'id' }, thresholds.has(row.code) ? t('article', { article: thresholds.get(row.code).article }) : '')]
          },
          { text: t('col_figure'), number: true, cell: row => amount(row, row.value) },
          { text: t('col_low_high'), number: true, cell: range },
          { text: t('col_threshold'), number: true, cell: row => amount(row, row.threshold) },
          { text: t('col_reached'), cell: row => h('span', { class: reached(row) === 'surely' ? 'red' : null }, t('reached_' + reached(row))) }
        ], figures),
        h('p', { class: 'quiet' }, both(law.title))
      ];
    }

    return { badge, probability, reason, signals, gate, contributions, statute, signalTitle };
  };
}());
