(function () {
  'use strict';

  const data = JSON.parse(document.getElementById('data').textContent);
  const run = data.run;
  const head = run.headline;
  const knowledge = run.knowledge || null;
  const PAGE_ROWS = 50;
  const CHART_ROWS = 15;
  const state = {
    lang: data.lang,
    path: run.paths.length > 0 ? run.paths[0].network_id : null,
    sort: knowledge ? 'tier' : 'exposure_amount',
    down: true,
    filter: '',
    shown: PAGE_ROWS,
    open: new Set([0])
  };

  const kit = adchainKit(data, state, () => render());
  const {
    t, count, yuan, percent, percentRange, yuanRange, kind, compare, word, both, figure, h, s, section, table, nameCell, meter, toolbar
  } = kit;
  const found = knowledge ? adchainCases(kit, knowledge) : null;
  const timeline = adchainTimeline(kit);
  const names = new Map(data.scores.map(row => [row.network_id, row.name]));
  const plan = adchainPlan(kit, run, data, names);

  /** Groups and terminals that are no names of anybody. */
  function displayName(name, kindWord) {
    if (name === 'other clean') { return t('other_clean'); }
    if (name === 'other') { return t('other'); }
    return kindWord === 'unattributed' ? t('unattributed') : name;
  }

  function fullName(id) {
    const name = names.get(id);
    return name && name !== id ? name + ' (' + id + ')' : id;
  }

  /* The head of the page. */

  function top() {
    const rows = run.inputs.reduce((sum, file) => sum + file.read, 0);
    const facts = [t('files_line', { files: count(run.inputs.length), rows: count(rows) })];
    if (run.window) {
      facts.unshift(t('window_line', run.window), t('basis_' + run.basis));
    }
    if (run.known_at) {
      facts.push(t('known_line', { time: run.known_at }));
    }
    return h('header', { class: 'top' },
      toolbar(),
      h('h1', {}, t('title')),
      run.as_of ? h('p', { class: 'subtitle' }, t('subtitle', { date: run.as_of })) : null,
      h('ul', { class: 'facts' }, facts.map(fact => h('li', {}, fact))));
  }

  /** How many of the largest make 80 % of the sum. */
  function topCount(amounts) {
    const sum = amounts.reduce((a, b) => a + b, 0);
    let reached = 0;
    return amounts.findIndex(amount => (reached += amount) >= 0.8 * sum) + 1;
  }

  function exposedAmounts() {
    return data.scores.map(row => Number(row.exposure_amount)).filter(amount => amount > 0).sort((a, b) => b - a);
  }

  function lead() {
    if (!head) {
      return h('p', { class: 'lead' }, t('no_analysis'));
    }
    if (Number(head.pirate_money) === 0) {
      return h('p', { class: 'lead' }, t('summary_none', { money: yuan(head.money) }));
    }
    const amounts = exposedAmounts();
    const sentences = [t('summary', {
      money: yuan(head.money), pirate: yuan(head.pirate_money), share: percent(head.pirate_share), sites: count(head.pirate_sites)
    })];
    if (amounts.length > 1) {
      sentences.push(t('summary_networks', { count: count(amounts.length), top: count(topCount(amounts)) }));
    }
    if (knowledge) {
      const above = knowledge.tiers.K2 + knowledge.tiers.K3;
      sentences.push(above > 0 ? t('summary_tiers', { count: count(above) }) : t('summary_no_tiers'));
    }
    if (run.plan && run.plan.targets > 0) {
      sentences.push(t('summary_targets', { count: count(run.plan.targets), share: percent(run.plan.removed_share) }));
      if (run.plan.worst) {
        sentences.push(t('summary_worst', { share: percent(run.plan.worst.net_share) }));
      }
    }
    return h('p', { class: 'lead' }, sentences.join(state.lang === 'zh' ? '' : ' '));
  }

  function card(key, value, note, className) {
    return h('div', { class: 'card ' + (className || '') },
      h('dt', {}, t('card_' + key)), h('dd', { class: 'value' }, value), h('dd', { class: 'note' }, note));
  }

  function cards() {
    if (!head) {
      return null;
    }
    return h('dl', { class: 'cards' },
      card('money', yuan(head.money), t('card_money_note')),
      card('pirate', yuan(head.pirate_money), t('card_pirate_note', { share: percent(head.pirate_share) }), 'pirate'),
      card('sites', count(head.pirate_sites), t('card_sites_note', { sites: count(head.sites) })),
      card('exposed', count(head.exposed), t('card_exposed_note', { count: count(head.networks + head.resellers) })),
      run.plan && run.plan.targets > 0 ? card('removed', percent(run.plan.removed_share),
        t('card_removed_note', { count: count(run.plan.targets), optimality: percent(run.plan.optimality) })) : null);
  }

  function contents() {
    const ids = head ? ['networks', ...(knowledge ? ['knowledge', 'cases'] : []), 'path', 'targets', 'inputs', 'noticed', 'reading', 'limits'] : ['inputs', 'reading', 'limits'];
    return h('nav', { class: 'contents', 'aria-label': t('contents') }, ids.map(id => h('a', { href: '#' + id }, t('h_' + id))));
  }

  /* Networks. */

  function chart() {
    const exposed = data.scores.filter(row => Number(row.exposure_amount) > 0)
      .sort((a, b) => Number(b.exposure_amount) - Number(a.exposure_amount));
    if (exposed.length === 0) {
      return h('p', { class: 'plain' }, t(data.scores.length === 0 ? 'networks_empty' : 'networks_none'));
    }
    const shown = exposed.slice(0, CHART_ROWS);
    const scale = Math.max(...shown.map(row => Math.max(Number(row.exposure_high), Number(row.exposure_amount))));
    return [
      h('div', { class: 'chart', role: 'img', 'aria-label': t('chart_networks') }, shown.map(row => chartRow(row, scale))),
      exposed.length > shown.length ? h('p', { class: 'quiet' }, t('chart_more', { shown: count(shown.length), all: count(exposed.length) })) : null
    ];
  }

  function chartRow(row, scale) {
    const at = amount => Number(amount) / scale * 100 + '%';
    const ends = row.exposure_low !== row.exposure_high;
    return h('div', { class: 'row', title: fullName(row.network_id) + ': ' + yuan(row.exposure_amount) + ' (' + yuanRange(row.exposure_low, row.exposure_high) + ')' },
      h('div', { class: 'label' }, row.name || row.network_id, row.name ? h('span', { class: 'id' }, row.network_id) : null),
      s('svg', {},
        s('rect', { class: 'track', x: 0, y: '15%', width: '100%', height: '70%', rx: 3 }),
        s('rect', { class: 'bar-fill', x: 0, y: '15%', width: at(row.exposure_amount), height: '70%', rx: 3 }),
        ends ? [
          s('line', { class: 'whisker', x1: at(row.exposure_low), x2: at(row.exposure_high), y1: '50%', y2: '50%' }),
          s('line', { class: 'whisker', x1: at(row.exposure_low), x2: at(row.exposure_low), y1: '30%', y2: '70%' }),
          s('line', { class: 'whisker', x1: at(row.exposure_high), x2: at(row.exposure_high), y1: '30%', y2: '70%' })
        ] : null),
      h('div', { class: 'amount' }, yuan(row.exposure_amount)));
  }

  const judgedColumns = !knowledge ? [] : [
    { key: 'tier', text: 'col_tier', cell: row => found.badge(row.tier) },
    { key: 'decision', text: 'col_decision', kind: 'decision', cell: row => t('decision_' + row.decision) },
    {
      key: 'probability', text: 'col_probability', number: true, cell: row => row.probability == null ? '–'
        : [percent(row.probability), h('span', { class: 'id' }, percentRange(row.probability_low, row.probability_high))]
    },
    { key: 'reasons', text: 'col_reasons', kind: 'reasons', cell: row => reasons(row) }
  ];
  const networkColumns = [
    { key: 'network_id', text: 'col_network', kind: 'name', cell: row => nameWithCase(row) },
    ...judgedColumns,
    { key: 'exposure_amount', text: 'col_amount', number: true, cell: row => h('span', { class: Number(row.exposure_amount) > 0 ? 'red' : null }, yuan(row.exposure_amount)) },
    { key: 'exposure_high', text: 'col_bounds', number: true, cell: row => yuanRange(row.exposure_low, row.exposure_high) },
    { key: 'exposure_share', text: 'col_share', number: true, cell: row => percent(row.exposure_share) },
    { key: 'share_low', text: 'col_share_interval', number: true, cell: row => percentRange(row.share_low, row.share_high) },
    { key: 'payee_exposure_share', text: 'col_payee', number: true, cell: row => percent(row.payee_exposure_share) },
    { key: 'criticality', text: 'col_criticality', number: true, cell: row => percent(row.criticality) },
    { key: 'settled_to_pirates', text: 'col_settled', number: true, cell: row => yuan(row.settled_to_pirates) },
    { key: 'pirate_sites', text: 'col_pirate_sites', number: true, cell: row => count(row.pirate_sites) }
  ];

  const caseOf = new Map(run.cases.map((each, index) => [each.network_id, index]));

  function nameWithCase(row) {
    return [nameCell(row.network_id, row.name), caseOf.has(row.network_id) ? caseLink(caseOf.get(row.network_id), t('to_case')) : null];
  }

  function caseLink(index, text) {
    return h('a', { class: 'id', href: '#case-' + index, onclick: () => openCase(index) }, text);
  }

  /** The first reasons in words, the others behind them. */
  function reasons(row) {
    const words = row.reasons.split(';').filter(Boolean).map(found.reason);
    const separator = state.lang === 'zh' ? '；' : '; ';
    return words.length <= 3 ? words.join(separator) : [words.slice(0, 3).join(separator) + separator,
      h('details', {}, h('summary', {}, t('reasons_more', { count: count(words.length - 3) })), words.slice(3).join(separator))];
  }

  const wordColumns = ['network_id', 'decision', 'reasons'];

  /** By one column; equal ones by tier, probability, exposure, id. Tiers sort as K0 … K3 do, no probability below all. */
  function sortValue(row, key) {
    return wordColumns.includes(key) ? row[key] : key === 'tier' ? Number(row.tier.slice(1)) : row[key] == null ? -1 : Number(row[key]);
  }

  function sortedNetworks() {
    const wanted = state.filter.toLowerCase();
    const rows = data.scores.filter(row => (row.network_id + ' ' + row.name).toLowerCase().includes(wanted));
    const ties = knowledge ? ['tier', 'probability', 'exposure_amount'] : ['exposure_amount'];
    return rows.sort((a, b) => {
      const order = compare(sortValue(a, state.sort), sortValue(b, state.sort));
      return (state.down ? -order : order) || ties.reduce((found, key) => found || compare(sortValue(b, key), sortValue(a, key)), 0) || compare(a.network_id, b.network_id);
    });
  }

  function sortHeader(column, redraw) {
    const current = state.sort === column.key;
    return h('th', { scope: 'col', class: column.number ? 'number' : null, 'aria-sort': current ? (state.down ? 'descending' : 'ascending') : null },
      h('button', {
        type: 'button', title: t('sort_by', { column: t(column.text) }), 'data-sort': column.key,
        onclick: () => {
          state.down = current ? !state.down : !wordColumns.includes(column.key);
          state.sort = column.key;
          redraw();
          document.querySelector('[data-sort="' + column.key + '"]').focus();
        }
      }, t(column.text) + (current ? (state.down ? ' ↓' : ' ↑') : '')));
  }

  function networkTable() {
    const holder = h('div', {});
    function redraw() {
      const rows = sortedNetworks();
      const shown = rows.slice(0, state.shown);
      const columns = networkColumns.map(column => Object.assign({}, column, { header: sortHeader(column, redraw) }));
      const rest = rows.length - shown.length;
      holder.replaceChildren(
        table(t('table_networks'), columns, shown),
        h('div', { class: 'controls' },
          h('span', { class: 'quiet', 'aria-live': 'polite' }, t('shown_of', { shown: count(shown.length), all: count(rows.length) })),
          rest > 0 ? h('button', { type: 'button', onclick: () => { state.shown += PAGE_ROWS * 4; redraw(); } },
            t('show_more', { count: count(Math.min(rest, PAGE_ROWS * 4)) })) : ''));
    }
    redraw();
    const filter = data.scores.length > 10 ? h('div', { class: 'controls' }, h('label', {}, t('filter'),
      h('input', { type: 'search', value: state.filter, oninput: event => { state.filter = event.target.value; redraw(); } }))) : null;
    return [filter, holder];
  }

  function networks() {
    return section('networks', t('h_networks'), h('p', {}, t('networks_intro')), chart(),
      data.scores.length > 0 ? [h('p', { class: 'sober' }, t(knowledge ? 'decision_note' : 'not_judged_note')), networkTable()] : null);
  }

  /* Who knew: how it was judged, and the cases. */

  function judged() {
    const tiers = ['K3', 'K2', 'K1', 'K0'];
    return section('knowledge', t('h_knowledge'), h('p', {}, t('knowledge_intro', { count: count(knowledge.judged) })),
      h('ul', { class: 'tiers' }, tiers.map(tier => h('li', {}, found.badge(tier), h('span', { class: 'strong' }, count(knowledge.tiers[tier])), h('span', {}, t('tier_' + tier))))),
      h('p', { class: 'plain' }, Object.keys(knowledge.decisions).map(word => t('decision_count', { decision: t('decision_' + word), count: count(knowledge.decisions[word]) })).join(' · ')),
      whyNobody(), modelText(), namingText(), signalTable());
  }

  /** Where nobody stands above K1, why: in the first place the files that were not there. */
  function whyNobody() {
    const files = knowledge.missing.map(word => word + '.csv').join(', ');
    const nobody = knowledge.tiers.K2 + knowledge.tiers.K3 === 0;
    return [
      nobody ? h('p', { class: 'certificate' }, t(knowledge.missing.includes('notices') ? 'nobody_without_notices' : 'nobody_above')) : null,
      knowledge.missing.length > 0 ? h('p', { class: 'plain' }, t('missing_files', { files: files })) : null
    ];
  }

  function modelText() {
    const model = knowledge.model;
    if (!model) {
      return [h('h3', {}, t('h_model')), h('p', { class: 'plain' }, t('model_none'))];
    }
    return [
      h('h3', {}, t('h_model')), h('p', { class: 'plain' }, t('model_' + model.kind)),
      'rows' in model.facts ? h('p', { class: 'plain' }, t('model_facts', Object.assign({}, model.facts, {
        rows: count(model.facts.rows), knowing_groups: count(model.facts.knowing_groups), cleared_groups: count(model.facts.cleared_groups)
      }))) : null,
      h('p', { class: 'quiet hash' }, t('model_hash', { hash: model.sha256 }))
    ];
  }

  function namingText() {
    const naming = knowledge.naming;
    const values = {
      alpha: percent(naming.alpha), cases: count(naming.calibration_cases), smallest: percent(naming.smallest_alpha), candidates: count(naming.candidates), named: count(naming.named)
    };
    return [
      h('h3', {}, t('h_naming')), h('p', { class: 'plain' }, t('naming_intro', values)),
      naming.abstains ? null : h('p', { class: 'plain' }, t('naming_named', values)),
      naming.calibration_cases > 0 ? h('p', { class: 'plain' }, t('naming_cases', values)) : null,
      naming.abstains ? h('p', { class: 'sober' }, word('abstains_', naming.abstains)) : null
    ];
  }

  function signalTable() {
    const files = signal => signal.needs.map(word => knowledge.missing.includes(word)
      ? h('span', { class: 'missing' }, t('file_missing', { file: word + '.csv' })) : h('span', {}, word + '.csv')).flatMap((each, i) => i === 0 ? [each] : [', ', each]);
    return [h('h3', {}, t('h_signals')), table(t('signals_table'), [
      { text: t('col_signal'), kind: 'text', cell: signal => [h('span', { class: 'strong' }, found.signalTitle(signal)), h('details', {}, h('summary', {}, t('signal_measures')), both(signal.meaning))] },
      { text: t('col_class'), cell: signal => t('class_' + signal.class) },
      { text: t('state_fired'), number: true, cell: signal => count(signal.fired) },
      { text: t('state_explained'), number: true, cell: signal => count(signal.explained) },
      { text: t('state_quiet'), number: true, cell: signal => count(signal.quiet) },
      { text: t('state_not_assessable'), number: true, cell: signal => count(signal.not_assessable) },
      { text: t('col_needs'), cell: signal => signal.needs.length === 0 ? t('needs_nothing') : files(signal) }
    ], knowledge.signals)];
  }

  function cases() {
    const rest = knowledge.cases_in_all - run.cases.length;
    return section('cases', t('h_cases'), h('p', {}, t('cases_intro')),
      run.cases.length === 0 ? h('p', { class: 'plain' }, t('cases_none')) : run.cases.map(caseHolder),
      rest > 0 ? h('p', { class: 'sober' }, t('cases_more', { count: count(rest) })) : null);
  }

  /** A case is drawn when it is opened: fifty timelines at once would keep the reader waiting. */
  function caseHolder(each, index) {
    const body = h('div', { class: 'body' });
    const holder = h('details', {
      class: 'case', id: 'case-' + index, open: state.open.has(index), ontoggle: () => {
        state.open[holder.open ? 'add' : 'delete'](index);
        fillCase();
      }
    }, h('summary', {}, caseHead(each)), body);
    function fillCase() {
      if (holder.open && body.childElementCount === 0) {
        body.append(...[caseBody(each)].flat(Infinity).filter(Boolean));
      }
    }
    holder.fill = () => { holder.open = true; fillCase(); };
    fillCase();
    return holder;
  }

  function openCase(index) {
    document.getElementById('case-' + index).fill();
  }

  function caseHead(each) {
    return [
      found.badge(each.tier),
      h('span', { class: 'who' }, names.get(each.network_id) || each.network_id, h('span', { class: 'id' }, kind(each.kind) + ' ' + each.network_id)),
      h('span', { class: 'what' }, t('tier_' + each.tier), h('span', { class: 'id' }, t('decision_' + each.decision) + (each.named_by_model ? ' · ' + t('named_by_model') : ''))),
      h('span', { class: 'odds' }, each.score ? found.probability(each.score) : t('probability_none'),
        h('span', { class: 'id' }, each.score && knowledge.model ? t('model_kind_' + knowledge.model.kind) : ''))
    ];
  }

  function caseBody(each) {
    const part = (key, children) => [h('h4', {}, t(key)), children];
    return [
      h('p', { class: 'plain' }, t('tier_text_' + each.tier) + ' ' + t('decision_text_' + each.decision)),
      each.disagreement ? h('p', { class: 'sober' }, t('disagreement') + ' ' + both(each.disagreement.sentence)) : null,
      h('p', { class: 'quiet' }, each.reasons.map(found.reason).join(state.lang === 'zh' ? '；' : '; ')),
      part('case_timeline', timeline(each.timeline, run.as_of)),
      part('case_signals', found.signals(each.signals)),
      part('case_gate', found.gate(each.gate)),
      each.score ? part('case_contributions', found.contributions(each.score)) : null,
      part('case_statute', found.statute(each.statute))
    ];
  }

  /* The money path: columns of nodes, bands between them, the red part on top. */

  function pathNodes(bands) {
    const nodes = new Map();
    const first = Math.min(...bands.map(band => band.layer));
    const last = Math.max(...bands.map(band => band.layer)) + 1 - first;
    function node(name, kindWord, column) {
      const end = kindWord === 'site' || kindWord === 'unattributed';
      const place = end ? last : column;
      const key = place + '|' + kindWord + '|' + name;
      if (!nodes.has(key)) {
        nodes.set(key, { name: name, kind: kindWord, column: place, in: 0, out: 0, dirty: 0, bandsIn: [], bandsOut: [] });
      }
      return nodes.get(key);
    }
    const links = bands.map(band => {
      const link = {
        source: node(band.source, band.source_kind, band.layer - first),
        target: node(band.target, band.target_kind, band.layer + 1 - first),
        amount: Number(band.amount), pirate: Math.min(Number(band.pirate), Number(band.amount))
      };
      link.source.out += link.amount;
      link.target.in += link.amount;
      link.source.bandsOut.push(link);
      link.target.bandsIn.push(link);
      return link;
    }).filter(link => link.amount > 0);
    for (const each of nodes.values()) {
      each.size = Math.max(each.in, each.out);
      each.dirty = Math.max(
        each.bandsIn.reduce((sum, link) => sum + link.pirate, 0), each.bandsOut.reduce((sum, link) => sum + link.pirate, 0));
    }
    return { nodes: [...nodes.values()].filter(each => each.size > 0), links: links, columns: last + 1 };
  }

  /** Groups stand below the names, unattributed money last. */
  function grouped(node) {
    return node.kind === 'unattributed' ? 2 : node.name === 'other' || node.name === 'other clean' ? 1 : 0;
  }

  function layout(graph, width) {
    const gap = 16;
    const margin = 26;
    const thickness = 11;
    const byColumn = Array.from({ length: graph.columns }, () => []);
    graph.nodes.forEach(node => byColumn[node.column].push(node));
    const most = Math.max(...byColumn.map(column => column.length));
    const height = Math.min(900, Math.max(300, most * 36)) + margin;
    const room = height - margin - 6;
    const scale = Math.min(...byColumn.filter(column => column.length > 0).map(column =>
      (room - gap * (column.length - 1)) / column.reduce((sum, node) => sum + node.size, 0)));
    byColumn.forEach((column, index) => {
      column.sort((a, b) => b.dirty - a.dirty || grouped(a) - grouped(b) || b.size - a.size || compare(a.name, b.name));
      const used = column.reduce((sum, node) => sum + Math.max(2, node.size * scale), 0) + gap * Math.max(0, column.length - 1);
      let y = margin + Math.max(0, (room - used) / 2);
      for (const node of column) {
        node.x = graph.columns > 1 ? index * (width - thickness) / (graph.columns - 1) : 0;
        node.y = y;
        node.height = Math.max(2, node.size * scale);
        y += node.height + gap;
      }
    });
    for (const node of graph.nodes) {
      stack(node, node.bandsOut, 'target', 'sourceY', scale);
      stack(node, node.bandsIn, 'source', 'targetY', scale);
    }
    return { width: width, height: Math.max(height, ...graph.nodes.map(node => node.y + node.height + 6)), thickness: thickness, scale: scale };
  }

  function stack(node, bands, other, at, scale) {
    let y = node.y;
    bands.sort((a, b) => a[other].y - b[other].y || compare(a[other].name, b[other].name));
    for (const band of bands) {
      band[at] = y;
      y += band.amount * scale;
    }
  }

  function ribbon(link, place, from, to, className, label) {
    const x0 = link.source.x + place.thickness;
    const x1 = link.target.x;
    const middle = (x0 + x1) / 2;
    const size = Math.max(0.6, (to - from) * place.scale);
    const y0 = link.sourceY + from * place.scale;
    const y1 = link.targetY + from * place.scale;
    const r = number => number.toFixed(1);
    return s('path', {
      class: 'ribbon ' + className,
      d: 'M' + r(x0) + ' ' + r(y0) + 'C' + r(middle) + ' ' + r(y0) + ' ' + r(middle) + ' ' + r(y1) + ' ' + r(x1) + ' ' + r(y1) +
        'V' + r(y1 + size) + 'C' + r(middle) + ' ' + r(y1 + size) + ' ' + r(middle) + ' ' + r(y0 + size) + ' ' + r(x0) + ' ' + r(y0 + size) + 'Z'
    }, s('title', {}, label));
  }

  function linkLabel(link) {
    return displayName(link.source.name, link.source.kind) + ' → ' + displayName(link.target.name, link.target.kind) + ': ' + yuan(link.amount) +
      ' (' + t('legend_pirate') + ': ' + yuan(link.pirate) + ')';
  }

  function textWidth(text) {
    return [...text].reduce((sum, c) => sum + (c.codePointAt(0) > 0x2E7F ? 12 : 6.8), 0);
  }

  function cut(text, width) {
    if (textWidth(text) <= width) {
      return text;
    }
    const letters = [...text];
    const tail = letters.slice(-7).join('');
    let kept = '';
    for (const c of letters) {
      if (textWidth(kept + c + tail) > width - 12) {
        break;
      }
      kept += c;
    }
    return kept + '…' + tail;
  }

  function nodeMark(node, place, graph, own) {
    const rightmost = node.column === graph.columns - 1;
    const full = displayName(names.get(node.name) || node.name, node.kind);
    const room = (place.width - place.thickness) / Math.max(1, graph.columns - 1) - place.thickness - 12;
    const title = (full === node.name ? full : full + ' (' + node.name + ')') + ' – ' + kind(node.kind) + ': ' + yuan(node.size);
    return s('g', {},
      s('rect', {
        class: 'node ' + (node.name === own && node.kind !== 'site' ? 'own' : node.kind === 'site' && node.dirty > 0 ? 'dirty' : ''),
        x: node.x.toFixed(1), y: node.y.toFixed(1), width: place.thickness, height: node.height.toFixed(1), rx: 2
      }, s('title', {}, title)),
      s('text', {
        x: (rightmost ? node.x - 6 : node.x + place.thickness + 6).toFixed(1), y: (node.y + node.height / 2 + 4).toFixed(1),
        'text-anchor': rightmost ? 'end' : 'start'
      }, cut(full, Math.min(220, room * 0.62)), s('title', {}, title)));
  }

  function columnHeads(graph, place) {
    return Array.from({ length: graph.columns }, (_, index) => {
      const kinds = [...new Set(graph.nodes.filter(node => node.column === index).map(node => node.kind))]
        .filter(word => word !== 'unattributed').sort(compare).map(kind);
      const x = graph.columns > 1 ? index * (place.width - place.thickness) / (graph.columns - 1) : 0;
      const last = index === graph.columns - 1;
      return s('text', { class: 'head', x: last ? place.width : index === 0 ? 0 : x + place.thickness / 2, y: 12, 'text-anchor': last ? 'end' : index === 0 ? 'start' : 'middle' },
        kinds.join(state.lang === 'zh' ? '、' : ', '));
    });
  }

  function sankey(path, width) {
    const graph = pathNodes(path.bands);
    const place = layout(graph, Math.max(760, width));
    const dirty = path.bands.length === 0 ? 0 : data.scores.find(row => row.network_id === path.network_id).exposure_amount;
    const links = graph.links.slice().sort((a, b) => b.amount - a.amount);
    return s('svg', {
      class: 'sankey', width: place.width, height: Math.ceil(place.height), viewBox: '0 0 ' + place.width + ' ' + Math.ceil(place.height),
      role: 'img', 'aria-label': t('path_alt', { name: fullName(path.network_id), amount: yuan(dirty) })
    },
      columnHeads(graph, place),
      links.map(link => link.amount > link.pirate ? ribbon(link, place, link.pirate, link.amount, '', linkLabel(link)) : null),
      links.map(link => link.pirate > 0 ? ribbon(link, place, 0, link.pirate, 'dirty', linkLabel(link)) : null),
      graph.nodes.map(node => nodeMark(node, place, graph, path.network_id)));
  }

  function siteTable(path) {
    if (path.sites.length === 0) {
      return h('p', { class: 'plain' }, t('sites_none'));
    }
    const key = path.sites_to80 === 1 ? 'sites_line_one' : path.sites_to80 === path.sites_in_all ? 'sites_line_all' : 'sites_line';
    return [
      h('p', { class: 'plain' }, t(key, { top: count(path.sites_to80), all: count(path.sites_in_all) })),
      table(t('sites_table', { name: fullName(path.network_id) }), [
        { text: t('col_site'), kind: 'name', cell: site => site.site },
        { text: t('col_amount'), number: true, cell: site => yuan(site.amount) },
        { text: t('col_cumulative'), number: true, cell: site => percent(site.cumulative_share) },
        { text: '', cell: site => meter(site.cumulative_share, percent(site.cumulative_share)) }
      ], path.sites)
    ];
  }

  function bandTable(path) {
    const end = (name, word) => [displayName(name, word), h('span', { class: 'id' }, kind(word))];
    return h('details', {}, h('summary', {}, t('path_table')), table(t('path_table'), [
      { text: t('path_from'), kind: 'name', cell: band => end(band.source, band.source_kind) },
      { text: t('path_to'), kind: 'name', cell: band => end(band.target, band.target_kind) },
      { text: t('path_amount'), number: true, cell: band => yuan(band.amount) },
      { text: t('path_pirate'), number: true, cell: band => yuan(band.pirate) }
    ], path.bands));
  }

  let drawnWidth = 0;

  function pathHolder() {
    const holder = h('div', { id: 'path-drawing' });
    holder.draw = () => {
      const path = run.paths.find(each => each.network_id === state.path);
      const width = Math.max(300, holder.clientWidth || 1080);
      drawnWidth = holder.clientWidth;
      holder.replaceChildren(
        path.bands.length === 0 ? h('p', { class: 'plain' }, t('path_none')) :
          h('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': t('h_path') }, sankey(path, width)),
        h('div', { class: 'legend' },
          h('span', {}, h('i', { class: 'dirty' }), t('legend_pirate')), h('span', {}, h('i', {}), t('legend_clean'))),
        bandTable(path), h('h3', {}, t('sites_head')), ...[siteTable(path)].flat());
    };
    return holder;
  }

  function path() {
    if (run.paths.length === 0) {
      return section('path', t('h_path'), h('p', { class: 'plain' }, t('path_none')));
    }
    const holder = pathHolder();
    const chooser = h('select', { onchange: event => { state.path = event.target.value; holder.draw(); } },
      run.paths.map(each => h('option', { value: each.network_id, selected: each.network_id === state.path }, fullName(each.network_id))));
    return section('path', t('h_path'), h('p', {}, t('path_intro')),
      h('div', { class: 'controls' }, h('label', {}, t('path_choose'), chooser),
        head.exposed > run.paths.length ? h('span', { class: 'quiet' }, t('path_limit', { count: count(run.paths.length) })) : null),
      holder);
  }

  /* What was read, what was noticed. */

  function inputs() {
    const rows = run.inputs.reduce((sum, file) => sum + file.read, 0);
    return section('inputs', t('h_inputs'),
      table(t('inputs_table'), [
        { text: t('col_file'), kind: 'name', cell: file => [h('span', { class: 'strong' }, file.file), fileNotes(file)] },
        { text: t('col_read'), number: true, cell: file => count(file.read) },
        { text: t('col_accepted'), number: true, cell: file => count(file.accepted) },
        { text: t('col_duplicate'), number: true, cell: file => count(file.duplicate) },
        { text: t('col_restated'), number: true, cell: file => count(file.restated) },
        { text: t('col_rejected'), number: true, cell: file => h('span', { class: file.rejected > 0 ? 'red' : null }, count(file.rejected)) },
        { text: t('col_encoding'), cell: file => file.encoding }
      ], run.inputs),
      run.unmatched.length > 0 ? h('p', { class: 'plain' }, t('unmatched', { files: run.unmatched.join(', ') })) : null,
      h('h3', {}, t('rejects_head')),
      data.rejects.total === 0 ? h('p', { class: 'plain' }, t('rejects_none')) : rejects(rows));
  }

  function fileNotes(file) {
    const notes = [];
    if (file.refused) { notes.push(h('span', { class: 'id red' }, t('refused', { reason: file.refused }))); }
    if (file.unknown_columns.length > 0) { notes.push(h('span', { class: 'id' }, t('unknown_columns', { columns: file.unknown_columns.join(', ') }))); }
    return notes;
  }

  function rejects(rows) {
    const column = row => row.column || t('no_column');
    return [
      h('p', { class: 'plain' }, t('rejects_line', { count: count(data.rejects.total), rows: count(rows) })),
      table(t('rejects_groups'), [
        { text: t('col_file'), kind: 'name', cell: row => row.file },
        { text: t('col_column'), cell: column },
        { text: t('col_rows'), number: true, cell: row => count(row.rows) },
        { text: t('col_first_reason'), kind: 'text', cell: row => row.first_reason }
      ], data.rejects.groups),
      h('details', {}, h('summary', {}, t('rejects_first', { count: count(data.rejects.first.length) })),
        table(t('rejects_first', { count: count(data.rejects.first.length) }), [
          { text: t('col_file'), kind: 'name', cell: row => row.file },
          { text: t('col_line'), number: true, cell: row => count(row.line) },
          { text: t('col_column'), cell: column },
          { text: t('col_reason'), kind: 'text', cell: row => row.reason },
          { text: t('col_raw'), kind: 'raw', cell: row => row.raw }
        ], data.rejects.first))
    ];
  }

  function noticed() {
    const dangling = Object.entries(run.noticed.dangling);
    const amount = value => Number(value) === 0 ? null : yuan(value);
    const number = value => value === 0 ? null : count(value);
    const rows = [
      ['owed', amount(head.owed)], ['held', amount(head.held)], ['reversed', amount(head.reversed)], ['opaque', amount(head.opaque)],
      ['unattributed', amount(head.unattributed)], ['lines', amount(head.unmatched_lines)], ['time', amount(head.time_violating)],
      ['circular', amount(head.circular)], ['cycles', number(head.cycles)], ['conflicts', number(head.list_conflicts)],
      ['negative', number(head.negative_payments)], ['dangling', number(dangling.reduce((sum, entry) => sum + entry[1], 0))]
    ];
    const list = (key, items) => items.length === 0 ? null :
      h('details', {}, h('summary', {}, t('details_' + key)), h('ul', { class: 'plain-list' }, items.map(item => h('li', {}, item))));
    return section('noticed', t('h_noticed'), h('p', {}, t('noticed_intro')),
      table(t('noticed_table'), [
        { text: t('col_what'), cell: row => h('span', { class: 'strong' }, t('n_' + row[0])) },
        { text: t('col_how_much'), number: true, cell: row => row[1] || h('span', { class: 'quiet' }, t('none')) },
        { text: t('col_meaning'), kind: 'text', cell: row => t('n_' + row[0] + '_text', { checked: yuan(head.time_checked) }) }
      ], rows),
      list('unattributed', run.noticed.unattributed.map(item => item.account + ': ' + yuan(item.amount))),
      list('negative', run.noticed.negative_payments.map(item => item.payer + ' → ' + item.payee + ': ' + yuan(item.sum))),
      list('conflicts', run.noticed.list_conflicts),
      list('circular', run.noticed.circular.map(item => item.parties.join(' → ') + ': ' + yuan(item.amount))),
      list('dangling', dangling.map(entry => entry[0] + ': ' + count(entry[1]))));
  }

  /* Words. */

  function reading() {
    return section('reading', t('h_reading'),
      h('div', { class: 'prose' }, [1, 2, 3, 4].map(number => h('p', {}, t('reading_' + number)))),
      h('h3', {}, t('h_glossary')),
      h('dl', { class: 'glossary' }, ['exposure', 'payee', 'criticality', 'accrued', 'pirate', 'collateral', 'opaque', 'tier', 'probability', 'notice'].map(key =>
        [h('dt', {}, t('g_' + key)), h('dd', {}, t('g_' + key + '_text'))])));
  }

  function limits() {
    return section('limits', t('h_limits'), h('ul', { class: 'plain-list' }, [1, knowledge ? 2 : 5, 3, 4].map(number => h('li', {}, t('limit_' + number)))));
  }

  function provenance() {
    const spell = (name, value) => value === null ? [] : typeof value === 'object'
      ? Object.entries(value).flatMap(entry => spell(name + '.' + entry[0], entry[1])) : [name + ' = ' + value];
    const options = Object.entries(run.options).flatMap(entry => spell(entry[0], entry[1])).join(', ');
    const rows = [
      [t('p_program'), 'AdChain ' + run.versions.adchain],
      [t('p_store'), run.store_kind],
      [t('p_suffixes'), run.public_suffix_list.date],
      [t('p_options'), options + ', seed = ' + run.seed],
      head ? [t('p_graph'), t('p_graph_text', { lanes: count(head.lanes), nodes: count(head.nodes), hops: count(head.hops) })] : null,
      head ? [t('p_residual'), head.conservation_residual] : null
    ].filter(Boolean);
    return section('provenance', t('h_provenance'),
      h('dl', { class: 'glossary' }, rows.map(row => [h('dt', {}, row[0]), h('dd', {}, row[1])])),
      h('p', { class: 'quiet' }, t('p_hash')));
  }

  function render() {
    document.documentElement.lang = state.lang === 'zh' ? 'zh-CN' : 'en';
    document.title = 'AdChain – ' + t('title') + (run.as_of ? ' – ' + run.as_of : '');
    document.getElementById('page').replaceChildren(...[
      top(), lead(), cards(), contents(),
      head ? [networks(), ...(knowledge ? [judged(), cases()] : []), path(), plan()] : [],
      inputs(), head ? noticed() : [], reading(), limits(), provenance()
    ].flat().filter(Boolean));
    draw();
  }

  function draw() {
    const holder = document.getElementById('path-drawing');
    if (holder) {
      holder.draw();
    }
  }

  window.addEventListener('beforeprint', () => document.querySelectorAll('details.case').forEach(each => each.fill()));

  let pending = 0;
  window.addEventListener('resize', () => {
    clearTimeout(pending);
    pending = setTimeout(() => {
      const holder = document.getElementById('path-drawing');
      if (holder && holder.clientWidth !== drawnWidth) {
        draw();
      }
    }, 120);
  });
  render();
  const wanted = document.getElementById(location.hash.slice(1));
  if (wanted) {
    if (wanted.fill) { wanted.fill(); }
    wanted.scrollIntoView({ behavior: 'instant' });
  }
}());
