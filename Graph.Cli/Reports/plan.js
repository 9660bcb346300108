/* The plan: what to act on, how good that is, and what is left of it when the adversary reacts. */
const adchainPlan = (function () {
  'use strict';

  const FIRST_ROWS = 50;

  /** names: display names by id. */
  return function (kit, run, data, names) {
    const { t, count, yuan, yuanRange, percent, percentRange, kind, h, section, table, meter, lang } = kit;
    const plots = adchainPlots(kit);
    const plan = run.plan;
    const rows = data.targets;
    const revenue = plan ? Number(plan.revenue) : 0;
    const share = amount => revenue > 0 ? Math.min(1, Number(amount) / revenue) : 0;

    function sentences(list) {
      return list.filter(Boolean).join(lang() === 'zh' ? '' : ' ');
    }

    function targetText(kindWord, id) {
      return kindWord === 'relationship' ? id.split('>').map(each => names.get(each) || each).join(' → ') : names.get(id) || id;
    }

    function targetCell(kindWord, id, more) {
      const shown = targetText(kindWord, id);
      return [h('span', { class: 'strong' }, shown),
        h('span', { class: 'id' }, [kind(kindWord), shown === id || shown === id.replace('>', ' → ') ? null : id.replace('>', ' → '), more].filter(Boolean).join(' · '))];
    }

    function range(row) {
      return row.removed_low === row.removed_high ? percent(share(row.removed_low)) : percentRange(share(row.removed_low), share(row.removed_high));
    }

    /* How good it is. */

    function proven() {
      return plan.exact && plan.exact.proven && Number(plan.removed) >= Number(plan.exact.removed) || plan.optimality >= 1 - 1e-9;
    }

    function bound() {
      return Math.min(Number(plan.upper_bound), revenue);
    }

    function figures() {
      const last = rows[rows.length - 1];
      const card = (key, value, note, className) => h('div', { class: 'card ' + (className || '') },
        h('dt', {}, t('plan_card_' + key)), h('dd', { class: 'value' }, value), h('dd', { class: 'note' }, note));
      const cost = plan.cost === undefined ? rows.reduce((sum, row) => sum + row.cost, 0) : plan.cost;
      return h('dl', { class: 'cards' },
        card('removes', percent(plan.removed_share), t(last.removed_low === last.removed_high ? 'plan_card_removes_exact' : 'plan_card_removes_note', { amount: yuan(plan.removed), band: range(last) }), 'pirate'),
        plan.worst ? card('worst', percent(plan.worst.net_share), t('plan_card_worst_note', { reaction: t('reaction_' + plan.worst.reaction) })) : null,
        optimalityCard(card),
        card('cost', Number(cost.toFixed(10)) + ' / ' + plan.budget, t('plan_card_cost_note', { count: count(rows.length) })));
    }

    /** Against the maximum flow the share is of what a plan could take from the adversary. */
    function optimalityCard(card) {
      if (!plan.flow) {
        return card('optimality', (proven() ? '' : '≥ ') + percent(plan.optimality), t(proven() ? 'plan_card_optimality_proven' : 'plan_card_optimality_note'));
      }
      const [most, taken] = [Number(plan.flow.before) - Number(plan.flow.least_after), Number(plan.flow.before) - Number(plan.flow.after)];
      const best = taken >= most;
      return card('optimality', (best ? '' : '≥ ') + percent(best ? 1 : taken / most), t(best ? 'plan_card_optimality_proven' : 'plan_card_optimality_flow'));
    }

    function certificate() {
      const values = {
        budget: plan.budget, bound: yuan(bound()), bound_share: percent(share(bound())), removed: yuan(plan.removed), share: percent(plan.removed_share), optimality: percent(plan.optimality)
      };
      const flow = plan.flow;
      return h('p', { class: 'certificate' }, sentences([
        flow ? t(Number(flow.least_after) >= Number(flow.after) ? 'flow_proven' : 'flow_bound', { budget: plan.budget, after: yuan(flow.after), least: yuan(flow.least_after) }) : null,
        t(proven() ? 'plan_proven' : flow ? 'plan_flow_bound' : 'plan_bound', values),
        plan.rule === 'robust' && plan.robust ? t('plan_robust', { worlds: count(plan.robust.worlds) }) : null,
        plan.exact && plan.exact.skipped ? t('exact_skipped', { reason: plan.exact.skipped }) : plan.exact && !plan.exact.proven ? t('exact_open') : null,
        plan.exchanges > 0 ? t('plan_exchanges', { count: count(plan.exchanges) }) : null
      ]));
    }

    /* The table. */

    /** For each row the ranks beside it that are exactly as good per cost. */
    function ties() {
      const groups = [];
      rows.forEach((row, i) => {
        const before = rows[i - 1];
        if (before && before.tie_group === row.tie_group) {
          groups[groups.length - 1].push(row);
        } else {
          groups.push([row]);
        }
      });
      return new Map(groups.flatMap(group => group.map((row, i) => [row.rank, {
        place: group.length === 1 ? '' : i === 0 ? 'tie first' : i === group.length - 1 ? 'tie last' : 'tie',
        ranks: group.length === 1 ? null : group[0].rank + '–' + group[group.length - 1].rank
      }])));
    }

    function columns(tied) {
      const both = (amount, part) => [yuan(amount), h('span', { class: 'id' }, percent(part))];
      const ranges = row => [range(row), h('span', { class: 'id' }, yuanRange(row.removed_low, row.removed_high))];
      return [
        { text: t('col_rank'), number: true, cell: row => row.rank },
        { text: t('col_target'), kind: 'name', cell: row => targetCell(row.target_kind, row.target_id, tied.get(row.rank).ranks ? t('tie', { ranks: tied.get(row.rank).ranks }) : null) },
        { text: t('col_action'), cell: row => row.action },
        { text: t('col_cost'), number: true, cell: row => row.cost },
        { text: t('col_gain'), number: true, cell: row => h('span', { class: 'red' }, yuan(row.gain)) },
        { text: t('col_removed'), number: true, cell: row => both(row.cumulative_removed, row.cumulative_share) },
        { text: t('col_low_high'), number: true, cell: ranges },
        rows.some(row => row.net_of_recapture !== null) ? {
          text: t('col_net'), number: true, cell: row => row.net_of_recapture === null ? '–' : both(row.net_of_recapture, share(row.net_of_recapture))
        } : null,
        { text: t('col_collateral'), number: true, cell: row => yuan(row.collateral) },
        { text: t('col_optimality'), number: true, cell: row => (row.optimality >= 1 - 1e-9 ? '' : '≥ ') + percent(row.optimality) }
      ].filter(Boolean);
    }

    function targetTable() {
      const tied = ties();
      const holder = h('div', { class: 'plan' });
      function draw(shown) {
        const rest = rows.length - shown;
        holder.replaceChildren(table(t('targets_table'), columns(tied), rows.slice(0, shown), row => tied.get(row.rank).place),
          rest > 0 ? h('div', { class: 'controls' }, h('button', { type: 'button', onclick: () => draw(rows.length) }, t('targets_more', { count: count(rest) }))) : '');
      }
      draw(Math.min(rows.length, FIRST_ROWS));
      return holder;
    }

    function howToRead() {
      const keys = ['removes', 'band', plan.worst ? 'net' : null, 'collateral', 'certified', rows.some((row, i) => i > 0 && rows[i - 1].tie_group === row.tie_group) ? 'ties' : null].filter(Boolean);
      return [h('h3', {}, t('h_plan_reading')), h('p', { class: 'plain' }, t('plan_reading')),
        h('dl', { class: 'glossary' }, keys.map(key => [h('dt', {}, t('plan_read_' + key)), h('dd', {}, t('plan_read_' + key + '_text'))]))];
    }

    /* The adversary reacts. */

    function stress() {
      if (!plan.stress || plan.stress.length === 0) {
        return [h('h3', {}, t('h_stress')), h('p', { class: 'plain' }, t('stress_none'))];
      }
      const worst = plan.worst;
      const entries = plan.stress.map(test => ({
        name: t('reaction_' + test.reaction), note: t('reaction_' + test.reaction + '_note', { slack: percent(plan.slack || 0) }), value: test.net_share, low: share(test.low), high: share(test.high),
        worst: test.reaction === worst.reaction
      }));
      return [
        h('h3', {}, t('h_stress')),
        h('p', { class: 'certificate strong-line' }, t(worst.reaction === 'none' ? 'stress_worst_none' : 'stress_worst', {
          reaction: t('reaction_' + worst.reaction + '_clause'), net: yuan(worst.net), share: percent(worst.net_share), planned: percent(plan.removed_share),
          band: percentRange(share(worst.low), share(worst.high))
        })),
        plots.intervals(t('stress_chart'), entries), h('p', { class: 'quiet' }, t('stress_note')), groups()
      ];
    }

    function groups() {
      const name = rank => {
        const row = rows[rank - 1];
        return row ? rank + ' ' + targetText(row.target_kind, row.target_id) : String(rank);
      };
      return !plan.together ? null : [
        h('h4', {}, t('h_together')), h('p', { class: 'plain' }, t('together_intro')),
        h('ul', { class: 'plain-list' }, plan.together.map(each => h('li', {}, h('span', { class: 'strong' }, each.ranks.map(name).join(' + ')), ' ',
          t('together_line', { together: yuan(each.together), apart: yuan(each.apart) }))))
      ];
    }

    function flow() {
      return !plan.flow ? null : [
        h('h3', {}, t('h_flow')), h('p', { class: 'plain' }, t('flow_intro', { slack: percent(plan.slack || 0) })),
        plots.bars(t('h_flow'), [
          { name: t('flow_before'), value: Number(plan.flow.before), text: yuan(plan.flow.before), className: 'pale' },
          { name: t('flow_after'), value: Number(plan.flow.after), text: yuan(plan.flow.after) },
          { name: t('flow_least'), value: Number(plan.flow.least_after), text: yuan(plan.flow.least_after), className: 'flow' }])
      ];
    }

    /* What evidence and rules cost. */

    function evidence() {
      const found = plan.evidence;
      if (!found) {
        return plan.eligibility === undefined ? null : [h('h3', {}, t('h_evidence')), h('p', { class: 'plain' }, t(plan.eligibility === 'any' ? 'evidence_any' : 'evidence_free'))];
      }
      const price = Number(found.removed_without) - Number(found.removed_within);
      return [
        h('h3', {}, t('h_evidence')),
        h('p', { class: 'plain' }, sentences([plan.eligibility === 'any' ? t('evidence_any') : null,
          t(plan.eligibility === 'any' ? 'evidence_would_bar' : 'evidence_barred', { count: count(found.barred_actions) }),
          price > 0 ? t('evidence_price', { price: yuan(price), share: percent(share(price)) }) : t('evidence_no_price')])),
        plots.bars(t('h_evidence'), [
          { name: t('evidence_with'), value: found.removed_within_share, text: percent(found.removed_within_share) },
          { name: t('evidence_without'), value: found.removed_without_share, text: percent(found.removed_without_share), className: 'pale' }])
      ];
    }

    function rules() {
      return !plan.unmatched_rules || plan.unmatched_rules.length === 0 ? null : [
        h('p', { class: 'sober' }, t('rules_unmatched')), h('ul', { class: 'plain-list' }, plan.unmatched_rules.map(rule => h('li', {}, rule)))];
    }

    /* What it does to honest sites. */

    function collateral() {
      if (plan.collateral === undefined) {
        return null;
      }
      const measured = plan.mobility_measured;
      return [h('h3', {}, t('h_collateral')), h('p', { class: 'plain' }, sentences([
        t('collateral_line', { amount: yuan(plan.collateral) }),
        measured ? t('collateral_measured', { share: percent(measured.share), pairs: count(measured.pairs) }) : t('collateral_unmeasured'),
        plan.collateral_after_moves === undefined || Number(plan.collateral) === 0 ? null : t('collateral_after', {
          share: percent(plan.mobility === undefined ? measured.share : plan.mobility), amount: yuan(plan.collateral_after_moves)
        })
      ]))];
    }

    function frontier() {
      return data.frontier.length === 0 ? null : [h('h3', {}, t('h_frontier')), h('p', { class: 'plain' }, t('frontier_intro')), plots.frontier(data.frontier)];
    }

    /* Doubt in the data. */

    function robust() {
      const found = plan.robust;
      return !found ? null : [
        h('h3', {}, t('h_robust')),
        h('p', { class: 'plain' }, t('robust_intro', {
          worlds: count(found.worlds), overlap: percent(found.top_overlap), overlap_low: percent(found.top_overlap_low), median: percent(found.removed_share_median),
          band: percentRange(found.removed_share_low, found.removed_share_high)
        })),
        h('div', { class: 'robust' }, table(t('robust_table'), [
          { text: t('col_rank'), number: true, cell: row => found.rows.indexOf(row) + 1 },
          { text: t('col_target'), kind: 'name', cell: row => targetCell(row.target_kind, row.target_id) },
          { text: t('col_action'), cell: row => row.action },
          { text: t('col_chosen'), number: true, cell: row => percent(row.chosen_share) },
          { text: '', cell: row => meter(row.chosen_share, percent(row.chosen_share)) },
          { text: t('col_rank_interval'), number: true, cell: row => row.chosen_share === 0 ? '–' : row.rank_low === row.rank_high ? row.rank_low : row.rank_low + ' – ' + row.rank_high }
        ], found.rows))
      ];
    }

    /** The whole section. */
    return function () {
      if (!plan) {
        return section('targets', t('h_targets'), h('p', { class: 'plain' }, t('targets_missing')));
      }
      if (rows.length === 0) {
        return section('targets', t('h_targets'), h('p', { class: 'plain' }, t(revenue > 0 ? 'targets_barred' : 'targets_none')), rules(), revenue > 0 ? evidence() : null);
      }
      return section('targets', t('h_targets'), h('p', {}, t('targets_intro')), figures(), certificate(),
        plots.curve(rows, revenue, share(bound())), targetTable(), howToRead(), stress(), flow(), evidence(), rules(), collateral(), frontier(), robust());
    };
  };
}());
