/* What the pages of the program share: texts, figures, elements, tables, and the head with its buttons. */
const adchainKit = (function () {
  'use strict';

  const SVG = 'http://www.w3.org/2000/svg';

  return function (data, state, render) {
    /* Texts and figures. Names and figures reach the page only as text nodes and attribute values. */

    function t(key, values) {
      const text = data.texts[state.lang][key];
      return text.replace(/\{(\w+)\}/g, (whole, name) => (values && name in values ? String(values[name]) : whole));
    }

    function group(digits) {
      return digits.replace(/\B(?=(\d{3})+$)/g, ',');
    }

    function count(number) {
      return group(String(number));
    }

    /** An amount from its decimal text: whole yuan from 1,000 on, else with two digits. */
    function yuan(amount) {
      const value = Number(amount);
      const size = Math.abs(value);
      const parts = (size >= 1000 ? size.toFixed(0) : size.toFixed(2)).split('.');
      const text = '¥' + group(parts[0]) + (parts.length > 1 && parts[1] !== '00' ? '.' + parts[1] : '');
      return value < 0 ? '−' + text : text;
    }

    function percent(share) {
      if (share > 0 && share < 0.0005) {
        return '<0.1%';
      }
      if (share < 1 && share > 0.9995) {
        return '>99.9%';
      }
      return (Math.round(share * 1000) / 10).toFixed(1) + '%';
    }

    function percentRange(low, high) {
      return percent(low) + ' – ' + percent(high);
    }

    function yuanRange(low, high) {
      return low === high ? yuan(low) : yuan(low) + ' – ' + yuan(high);
    }

    function kind(word) {
      return 'kind_' + word in data.texts.en ? t('kind_' + word) : word;
    }

    /** A text that the data carry in both languages. */
    function both(text) {
      return text[state.lang];
    }

    /** A word of the data contract in words; the word itself where the page has none. */
    function word(prefix, code) {
      return prefix + code in data.texts.en ? t(prefix + code) : code;
    }

    /** Amounts within a sentence: grouped, without the digits that only a ledger needs. Shares have no trailing zeros and stay below 1,000. */
    function readable(text) {
      return text.replace(/(^|[^\w.-])(\d+)\.(\d{4})(?![\w.])/g, (whole, before, yuanDigits, rest) => {
        if (yuanDigits.length < 4 && !rest.endsWith('00')) {
          return whole;
        }
        const rounded = Number(yuanDigits + '.' + rest).toFixed(2).split('.');
        return before + group(rounded[0]) + (rounded[1] === '00' ? '' : '.' + rounded[1]);
      });
    }

    /** A plain figure with at most three significant digits. */
    function figure(number) {
      if (number === null) {
        return '–';
      }
      const text = number !== 0 && Math.abs(number) < 0.001 ? number.toExponential(1) : String(Number(number.toPrecision(3)));
      return text.replace('-', '−');
    }

    function compare(a, b) {
      return a < b ? -1 : a > b ? 1 : 0;
    }

    /* Building blocks. */

    function set(element, attributes) {
      for (const [name, value] of Object.entries(attributes || {})) {
        if (name.startsWith('on')) {
          element.addEventListener(name.slice(2), value);
        } else if (value !== null && value !== undefined && value !== false) {
          element.setAttribute(name, value === true ? '' : String(value));
        }
      }
      return element;
    }

    function fill(element, children) {
      for (const child of children.flat(Infinity)) {
        if (child !== null && child !== undefined && child !== false) {
          element.append(child instanceof Node ? child : String(child));
        }
      }
      return element;
    }

    function h(tag, attributes, ...children) {
      return fill(set(document.createElement(tag), attributes), children);
    }

    function s(tag, attributes, ...children) {
      return fill(set(document.createElementNS(SVG, tag), attributes), children);
    }

    function section(id, title, ...children) {
      return h('section', { id: id, 'aria-labelledby': id + '-title' }, h('h2', { id: id + '-title' }, title), children);
    }

    function lang() {
      return state.lang;
    }

    /** A table. Columns: {text, number, cell, kind}; cells are texts or nodes. rowClass: the class of a row, or none. */
    function table(caption, columns, rows, rowClass) {
      const headers = columns.map(column => column.header ||
        h('th', { scope: 'col', class: column.number ? 'number' : null }, column.text));
      const body = rows.map(row => h('tr', { class: rowClass && rowClass(row) || null }, columns.map(column =>
        h('td', { class: column.number ? 'number' : column.kind }, column.cell(row)))));
      return h('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': caption },
        h('table', {}, h('caption', {}, caption), h('thead', {}, h('tr', {}, headers)), h('tbody', {}, body)));
    }

    function nameCell(id, name) {
      return name && name !== id ? [h('span', { class: 'strong' }, name), h('span', { class: 'id' }, id)] : h('span', { class: 'strong' }, id);
    }

    /** A bar of a share of its full width. */
    function meter(share, label) {
      return s('svg', { class: 'meter', role: 'img', 'aria-label': label },
        s('rect', { class: 'track', width: '100%', height: '100%', rx: 4 }),
        s('rect', { class: 'bar-fill', width: share * 100 + '%', height: '100%', rx: 4 }));
    }

    function mark() {
      return s('svg', { viewBox: '0 0 26 26', 'aria-hidden': 'true' },
        s('path', { d: 'M3 5 C14 5 12 13 23 13', fill: 'none', stroke: 'currentColor', 'stroke-width': 4 }),
        s('path', { d: 'M3 21 C14 21 12 15 23 15', fill: 'none', stroke: '#c8402f', 'stroke-width': 4 }));
    }

    function languageButton(code, label) {
      return h('button', {
        type: 'button', lang: code === 'zh' ? 'zh-CN' : 'en', 'aria-pressed': String(state.lang === code),
        onclick: () => { state.lang = code; render(); document.querySelector('[data-lang="' + code + '"]').focus(); }, 'data-lang': code
      }, label);
    }

    function toolbar() {
      return h('div', { class: 'bar' },
        h('div', { class: 'brand' }, mark(), 'AdChain'),
        h('div', { class: 'tools' },
          h('div', { class: 'segment', role: 'group', 'aria-label': t('language') }, languageButton('en', 'English'), languageButton('zh', '中文')),
          h('button', { type: 'button', onclick: () => window.print() }, t('print'))));
    }

    return {
      t, lang, group, count, yuan, percent, percentRange, yuanRange, kind, compare, both, word, readable, figure, set, h, s, section, table, nameCell, meter, toolbar
    };
  };
}());
