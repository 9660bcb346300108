(function () {
  'use strict';

  const data = JSON.parse(document.getElementById('data').textContent);
  const audit = data.audit;
  const party = audit.case;
  const state = { lang: data.lang };
  const kit = adchainKit(data, state, () => render());
  const { t, count, yuan, yuanRange, percent, kind, both, word, h, section, table, meter, toolbar } = kit;
  const found = adchainCases(kit, audit.knowledge);
  const timeline = adchainTimeline(kit);
  const joiner = () => state.lang === 'zh' ? '；' : '; ';

  function top() {
    return h('header', { class: 'top' }, toolbar(), h('h1', {}, t('audit_title', { name: audit.name || audit.network_id })),
      h('p', { class: 'subtitle' }, t('audit_subtitle', { id: audit.network_id, kind: kind(audit.kind), date: audit.as_of })),
      h('ul', { class: 'facts' }, h('li', {}, t('window_line', audit.window)), h('li', {}, t('files_line', {
        files: count(audit.inputs.length), rows: count(audit.inputs.reduce((sum, file) => sum + file.read, 0))
      }))));
  }

  function lead() {
    const open = audit.deadlines.filter(each => each.state === 'running' || each.state === 'overdue').length;
    const first = audit.fixes[0];
    return h('p', { class: 'lead' }, [
      t('audit_lead', { amount: yuan(audit.exposure.amount), share: percent(audit.exposure.share), sites: count(audit.exposure.pirate_sites) }),
      t('audit_lead_tier', { tier: audit.case.tier, text: t('tier_' + party.tier), decision: t('decision_' + party.decision) }),
      open > 0 ? t('audit_lead_notices', { count: count(open) }) : null,
      first ? t('audit_lead_fix', { kind: t('fix_' + first.kind), id: first.id, share: percent(first.cumulative_share) }) : null
    ].filter(Boolean).join(state.lang === 'zh' ? '' : ' '));
  }

  function contents() {
    const ids = [...(audit.change ? ['change'] : []), 'deadlines', 'fixes', 'outlook', 'seen', 'makes', 'declare', 'others'];
    return h('nav', { class: 'contents', 'aria-label': t('contents') }, ids.map(id => h('a', { href: '#' + id }, t('h_audit_' + id))));
  }

  function part(id, ...children) {
    return section(id, t('h_audit_' + id), h('p', {}, t('audit_' + id + '_intro')), children);
  }

  /* What changed since the earlier audit. */

  function change() {
    const since = audit.change;
    const list = (key, ids) => ids.length === 0 ? null : h('li', {}, t(key, { count: count(ids.length) }) + ids.slice(0, 20).join(', ') + (ids.length > 20 ? ', …' : ''));
    return part('change', h('ul', { class: 'plain-list' },
      h('li', {}, t('change_amount', { day: since.as_of, before: yuan(since.amount_before), after: yuan(audit.exposure.amount), change: (Number(since.amount) > 0 ? '+' : '') + yuan(since.amount) })),
      h('li', {}, t('change_tier', { before: since.tier_before + ' ' + t('decision_' + since.decision_before), after: party.tier + ' ' + t('decision_' + party.decision) })),
      list('change_gone', since.sites_gone), list('change_new', since.sites_new),
      since.signals.map(each => h('li', {}, found.signalTitle(each) + joiner() + t('state_' + each.before) + ' → ' + t('state_' + each.after)))));
  }

  /* Deadlines. */

  function left(each) {
    return each.state === 'running' ? t('days_left', { days: count(each.days_left) }) : each.state === 'overdue' ? t('days_over', { days: count(-each.days_left) }) : t('deadline_' + each.state);
  }

  function deadlines() {
    return part('deadlines', audit.deadlines.length === 0
      ? h('p', { class: 'plain' }, t(audit.knowledge.missing.includes('notices') ? 'deadlines_missing' : 'deadlines_none'))
      : table(t('h_audit_deadlines'), [
        { text: t('col_notice'), kind: 'name', cell: each => [h('span', { class: 'strong' }, word('notice_', each.type)), h('span', { class: 'id' }, each.notice_id)] },
        { text: t('col_subject'), kind: 'name', cell: each => each.subject || t('whole_party') },
        { text: t('col_delivered'), kind: 'day', cell: each => each.delivered || t('not_delivered') },
        { text: t('col_reply_by'), kind: 'day', cell: each => each.reply_by || '–' },
        { text: t('col_left'), cell: each => h('span', { class: each.state === 'overdue' ? 'red' : null }, left(each)) }
      ], audit.deadlines));
  }

  /* Fixes. */

  function fixes() {
    return part('fixes', audit.fixes.length === 0 ? h('p', { class: 'plain' }, t('fixes_none')) : table(t('h_audit_fixes'), [
      { text: t('col_rank'), number: true, cell: fix => fix.rank },
      { text: t('col_fix'), kind: 'name', cell: fix => [h('span', { class: 'strong' }, fix.id), h('span', { class: 'id' }, t('fix_' + fix.kind))] },
      { text: t('col_gain'), number: true, cell: fix => yuan(fix.removed) },
      { text: t('col_alone'), number: true, cell: fix => yuan(fix.alone) },
      { text: t('col_removed'), number: true, cell: fix => [percent(fix.cumulative_share), h('span', { class: 'id' }, yuan(fix.cumulative))] },
      { text: '', cell: fix => meter(Math.min(1, fix.cumulative_share), percent(fix.cumulative_share)) },
      { text: t('col_left_over'), number: true, cell: fix => yuan(fix.left) },
      { text: t('col_clean'), number: true, cell: fix => yuan(fix.clean) }
    ], audit.fixes));
  }

  function outlook() {
    return part('outlook', table(t('h_audit_outlook'), [
      { text: t('col_day'), kind: 'day', cell: each => [each.as_of, h('span', { class: 'id' }, each.days === 0 ? t('today') : t('days_later', { days: count(each.days) }))] },
      { text: t('col_tier'), cell: each => [found.badge(each.tier), ' ', t('tier_' + each.tier)] },
      { text: t('col_decision'), cell: each => t('decision_' + each.decision) },
      { text: t('state_fired'), cell: each => each.fired.join(', ') || t('nothing') }
    ], [{ as_of: audit.as_of, days: 0, tier: party.tier, decision: party.decision, fired: party.signals.filter(signal => signal.state === 'fired').map(signal => signal.signal) }, ...audit.outlook]));
  }

  /* What a regulator sees. */

  function seen() {
    return part('seen',
      h('p', { class: 'plain' }, found.badge(party.tier), ' ', t('tier_text_' + party.tier) + ' ' + t('decision_text_' + party.decision)),
      party.score ? h('p', { class: 'plain' }, t('audit_probability', { probability: found.probability(party.score) })) : null,
      party.disagreement ? h('p', { class: 'sober' }, t('disagreement') + ' ' + both(party.disagreement.sentence)) : null,
      h('p', { class: 'quiet' }, party.reasons.map(found.reason).join(joiner())),
      h('h4', {}, t('case_timeline')), timeline(party.timeline, audit.as_of),
      h('h4', {}, t('case_signals')), found.signals(party.signals), near(),
      h('h4', {}, t('case_gate')), found.gate(party.gate),
      party.score ? [h('h4', {}, t('case_contributions')), found.contributions(party.score)] : null,
      h('h4', {}, t('case_statute')), found.statute(party.statute));
  }

  /** Signals that did not fire, beside the rule by which they would. */
  function near() {
    const quiet = party.signals.filter(signal => signal.state === 'quiet');
    return quiet.length === 0 ? null : [h('h5', {}, t('near_head')), table(t('near_head'), [
      { text: t('col_signal'), kind: 'text', cell: signal => found.signalTitle(signal) },
      { text: t('signal_statistic'), number: true, cell: signal => kit.figure(signal.statistic) },
      { text: t('signal_p'), number: true, cell: signal => kit.figure(signal.adjusted_p_value) },
      { text: t('col_rule'), kind: 'text', cell: signal => audit.knowledge.signals.find(each => each.signal === signal.signal).rule }
    ], quiet)];
  }

  /* What makes the exposure. */

  function more(shown, all) {
    return all > shown ? h('p', { class: 'quiet' }, t('largest_shown', { shown: count(shown), all: count(all) })) : null;
  }

  function makes() {
    const exposure = audit.exposure;
    return part('makes',
      h('p', { class: 'plain' }, t('makes_line', { amount: yuan(exposure.amount), range: yuanRange(exposure.low, exposure.high), paid: yuan(exposure.paid), payee: percent(exposure.payee_share) })),
      audit.sites.length === 0 ? h('p', { class: 'plain' }, t('sites_none')) : [
        table(t('sites_table', { name: audit.name || audit.network_id }), [
          { text: t('col_site'), kind: 'name', cell: site => site.site },
          { text: t('col_amount'), number: true, cell: site => yuan(site.amount) },
          { text: t('col_cumulative'), number: true, cell: site => percent(site.cumulative_share) },
          { text: '', cell: site => meter(site.cumulative_share, percent(site.cumulative_share)) }
        ], audit.sites.slice(0, 50)), more(Math.min(50, audit.sites.length), audit.sites_in_all)],
      audit.payees.length === 0 ? null : [
        table(t('payees_table'), [
          { text: t('col_payee_party'), kind: 'name', cell: payee => [h('span', { class: 'strong' }, payee.id), h('span', { class: 'id' }, kind(payee.kind))] },
          { text: t('col_amount'), number: true, cell: payee => h('span', { class: 'red' }, yuan(payee.pirate)) },
          { text: t('col_of_exposure'), number: true, cell: payee => percent(payee.share) },
          { text: t('col_all_money'), number: true, cell: payee => yuan(payee.amount) }
        ], audit.payees.slice(0, 50)), more(Math.min(50, audit.payees.length), audit.payees_in_all)]);
  }

  /* The declaration. */

  function declare() {
    const declaration = audit.declaration;
    return part('declare',
      h('p', { class: 'certificate' }, t('declare_' + declaration.statement, { from: declaration.period_from, to: declaration.period_to, count: count(audit.served.length) })),
      audit.served.length === 0 ? null : table(t('served_table'), [
        { text: t('col_site'), kind: 'name', cell: site => site.site },
        { text: t('col_first'), kind: 'day', cell: site => site.first },
        { text: t('col_last'), kind: 'day', cell: site => site.last },
        { text: t('col_accrued'), number: true, cell: site => yuan(site.accrued) }
      ], audit.served));
  }

  function others() {
    const files = audit.knowledge.missing.map(word => word + '.csv').join(', ');
    return part('others', h('ul', { class: 'plain-list' }, [1, 2, 3, 4, 5].map(number => h('li', {}, t('others_' + number))),
      files ? h('li', {}, t('missing_files', { files: files })) : null));
  }

  function render() {
    document.documentElement.lang = state.lang === 'zh' ? 'zh-CN' : 'en';
    document.title = 'AdChain – ' + t('audit_title', { name: audit.name || audit.network_id }) + ' – ' + audit.as_of;
    document.getElementById('page').replaceChildren(...[
      top(), lead(), contents(), audit.change ? change() : null, deadlines(), fixes(), outlook(), seen(), makes(), declare(), others()
    ].filter(Boolean));
  }

  render();
}());
