'use strict';
// The page can be read without this. It adds: one tab stop for the picture with keys to walk in it,
// the chosen post shown in all views, filters, and folds that open to be printed.
(() => {
  const byId = (id) => document.getElementById(id);
  const all = (selector) => [...document.querySelectorAll(selector)];
  const drawing = byId('drawing');
  const posts = all('a.post'); // In order of time, as they are drawn.
  const hops = all('.drawing .hop');
  const numberOf = (post) => post.id.slice(1);
  const placeOf = new Map(posts.map((post, place) => [numberOf(post), place]));
  const lanes = new Map();
  for (const post of posts) {
    const lane = Number(post.dataset.lane);
    if (!lanes.has(lane)) lanes.set(lane, []);
    lanes.get(lane).push(post);
  }
  const xOf = (post) => Number(post.querySelector('.disc').getAttribute('cx'));
  let current = posts[0];

  function stopAt(post) {
    current.setAttribute('tabindex', '-1');
    current = post;
    current.setAttribute('tabindex', '0');
  }

  function go(post) {
    if (!post) return;
    stopAt(post);
    post.focus({preventScroll: true});
    post.querySelector('.disc').scrollIntoView({block: 'nearest', inline: 'center'});
  }

  // The nearest in time on the next lane that has a post.
  function acrossLanes(post, step) {
    const rows = [...lanes.keys()].sort((a, b) => a - b);
    const row = lanes.get(rows[rows.indexOf(Number(post.dataset.lane)) + step]);
    const far = (other) => Math.abs(xOf(other) - xOf(post));
    return row && row.reduce((best, other) => (far(other) < far(best) ? other : best));
  }

  // The posts at the other ends of the hops of one post, one after another: `walk` remembers whose.
  let walk = null;
  function otherEnds(number) {
    const ends = [];
    for (const {classList, dataset: {from, to}} of hops) {
      if (classList.contains('off')) continue;
      if (from === number) ends.push(to);
      if (to === number) ends.push(from);
    }
    return [...new Set(ends)];
  }
  function nextHop(post) {
    if (!walk || !walk.ends.includes(numberOf(post))) {
      walk = {ends: otherEnds(numberOf(post)), at: -1};
    }
    walk.at = (walk.at + 1) % walk.ends.length;
    return posts[placeOf.get(walk.ends[walk.at])];
  }

  const KEYS = {
    ArrowLeft: (post) => posts[placeOf.get(numberOf(post)) - 1],
    ArrowRight: (post) => posts[placeOf.get(numberOf(post)) + 1],
    ArrowUp: (post) => acrossLanes(post, -1),
    ArrowDown: (post) => acrossLanes(post, 1),
    Home: () => posts[0],
    End: () => posts[posts.length - 1],
    p: (post) => byId('n' + post.dataset.parent),
    c: (post) => posts.find((other) => other.dataset.parent === numberOf(post)),
    h: nextHop,
  };

  drawing.addEventListener('keydown', (event) => {
    const post = event.target.closest('a.post');
    const key = KEYS[event.key];
    if (!post || !key || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    if (event.key !== 'h') walk = null;
    go(key(post));
  });

  // Shows a post as chosen in the picture, the tables and the thread, with the way to the first.
  function choose(number) {
    for (const on of all('.on:is(a, article, tr)')) on.classList.remove('on');
    for (const hop of hops) hop.classList.remove('near', 'chain');
    const post = byId('n' + number);
    drawing.classList.toggle('chosen', Boolean(post));
    if (!post) return;
    stopAt(post);
    post.classList.add('on');
    byId('p' + number).classList.add('on');
    for (const row of all(`tr[data-post="${number}"]`)) row.classList.add('on');
    for (const hop of hops) {
      if (hop.dataset.from === number || hop.dataset.to === number) hop.classList.add('near');
    }
    const met = new Set();
    for (let one = post; one && one.dataset.parent && !met.has(one); one = byId('n' + one.dataset.parent)) {
      met.add(one);
      const pair = [numberOf(one), one.dataset.parent].sort().join();
      for (const hop of hops) {
        if ([hop.dataset.from, hop.dataset.to].sort().join() === pair) hop.classList.add('chain');
      }
    }
  }

  function open(number) {
    const article = byId('p' + number);
    if (!article) return;
    article.scrollIntoView({block: 'start'});
    byId('h' + number).focus({preventScroll: true});
  }

  function follow() {
    const [, kind, number] = /^#([pcn])(\d+)/.exec(location.hash) || [];
    choose(number);
    const there = kind === 'c' && document.getElementById(location.hash.slice(1));
    for (let fold = there; fold; fold = fold.parentElement) {
      if (fold.tagName === 'DETAILS') fold.open = true;
    }
    if (there) there.scrollIntoView({block: 'center'});
    else if (kind === 'p') open(number);
    else if (kind === 'n') go(byId('n' + number));
  }
  window.addEventListener('hashchange', follow);
  document.addEventListener('click', (event) => {
    const link = event.target.closest('a[href^="#"]');
    if (link && link.getAttribute('href') === location.hash) follow();
    if (link && /^#[n]\d/.test(link.getAttribute('href'))) byId('as-picture').checked = true;
  });
  byId('thread').addEventListener('keydown', (event) => {
    const article = event.target.closest('article');
    if (event.key !== 'Escape' || !article) return;
    byId('as-picture').checked = true;
    go(byId('n' + article.id.slice(1)));
  });

  // Filters: what does not fit is faint or gone in the picture, and gone from the tables.
  const [blog, manner, sure] = [byId('by-blog'), byId('by-manner'), byId('by-sure')];
  const laneOf = new Map(posts.map((post) => [numberOf(post), post.dataset.lane]));
  function filter() {
    byId('sure').textContent = Number(sure.value).toFixed(2);
    const kept = new Set();
    for (const hop of hops) {
      const {from, to} = hop.dataset;
      const fits = (!blog.value || laneOf.get(from) === blog.value || laneOf.get(to) === blog.value)
        && (!manner.value || hop.classList.contains(manner.value))
        && Number(hop.dataset.sure) >= Number(sure.value);
      hop.classList.toggle('off', !fits);
      if (fits) kept.add(from + ' ' + to);
    }
    const ends = new Set([...kept].flatMap((pair) => pair.split(' ')));
    const hopsOnly = manner.value || Number(sure.value);
    const shown = posts.filter((post) => {
      const number = numberOf(post);
      const fits = (!blog.value || post.dataset.lane === blog.value || ends.has(number))
        && (!hopsOnly || ends.has(number));
      post.classList.toggle('off', !fits);
      return fits;
    });
    const numbers = new Set(shown.map(numberOf));
    for (const row of all('tr[data-post]')) row.classList.toggle('off', !numbers.has(row.dataset.post));
    for (const row of all('tr[data-from]')) {
      row.classList.toggle('off', !kept.has(row.dataset.from + ' ' + row.dataset.to));
    }
    byId('shown').textContent = shown.length === posts.length && kept.size === hops.length
      ? '' : `${shown.length} of ${posts.length} posts, ${kept.size} of ${hops.length} ways`;
  }
  byId('filters').hidden = false;
  byId('filters').addEventListener('input', filter);
  byId('filters').addEventListener('submit', (event) => event.preventDefault());

  let folded = [];
  window.addEventListener('beforeprint', () => {
    folded = all('details:not([open], #keys)');
    for (const fold of folded) fold.open = true;
  });
  window.addEventListener('afterprint', () => {
    for (const fold of folded) fold.open = false;
  });

  for (const post of posts) post.setAttribute('tabindex', post === current ? '0' : '-1');
  follow();
})();
