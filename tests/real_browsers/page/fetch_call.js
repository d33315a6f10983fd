'use strict';
// Asking: what a script gets of one request. The same in the page, in its frames and in its worker.

/** A fail-safe: an engine that waits for something nobody gives must not keep the others waiting. */
const LIMIT = 60000;

const WAYS = {
  fetch: byFetch, stream: byFetch, xhr: byXhr, upload: byXhr, image: byImage, events: byEvents,
  socket: bySocket,
};

async function perform(ask) {
  const late = new Promise((resolve) => setTimeout(resolve, LIMIT, {verdict: 'unanswered'}));
  return Promise.race([late, WAYS[ask.way](ask)]);
}

const blocked = (said) => ({verdict: 'blocked', said: String(said)});

function streamOf(text) {
  return new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode(text));
      controller.close();
    },
  });
}

async function byFetch({way, url, method, headers, body, credentials, mode, redirect}) {
  try {
    const init = {method, headers, credentials, mode, redirect};
    if (body !== null) init.body = way === 'stream' ? streamOf(body) : body;
    if (way === 'stream') init.duplex = 'half';
    const response = await fetch(url, init);
    if (response.type === 'opaque') return {verdict: 'opaque'};
    if (response.type === 'opaqueredirect') return {verdict: 'redirect'};
    const names = [...response.headers.keys()];
    return {verdict: 'read', status: response.status, headers: names, body: await response.text()};
  } catch (error) {
    return blocked(error);
  }
}

function byXhr({way, url, method, headers, body, credentials}) {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open(method, url);
    request.withCredentials = credentials === 'include';
    for (const [name, value] of headers) request.setRequestHeader(name, value);
    if (way === 'upload') request.upload.onprogress = () => {};
    request.onload = () => {
      const lines = request.getAllResponseHeaders().split('\r\n').filter(Boolean);
      const names = lines.map((line) => line.split(':')[0].toLowerCase());
      resolve({verdict: 'read', status: request.status, headers: names, body: request.responseText});
    };
    request.onerror = () => resolve(blocked('error'));
    request.send(body);
  });
}

function byImage({url, mode, credentials}) {
  return new Promise((resolve) => {
    const image = new Image();
    if (mode === 'cors') image.crossOrigin = credentials === 'include' ? 'use-credentials' : 'anonymous';
    image.onload = () => resolve({verdict: 'shown'});
    image.onerror = () => resolve(blocked('error'));
    image.src = url;
  });
}

function byEvents({url, credentials}) {
  return new Promise((resolve) => {
    const source = new EventSource(url, {withCredentials: credentials === 'include'});
    const end = (seen) => () => { source.close(); resolve(seen); };
    source.onmessage = end({verdict: 'shown'});
    source.onerror = end(blocked('error'));
  });
}

function bySocket({url}) {
  return new Promise((resolve) => {
    const socket = new WebSocket(url.replace(/^http/, 'ws'));
    socket.onopen = () => { socket.close(); resolve({verdict: 'shown'}); };
    socket.onerror = socket.onclose = () => resolve(blocked('closed'));
  });
}

/** In a frame or worker: asks when it is told to. `answer` sends to the page. */
function askOnBehalf(answer) {
  addEventListener('message', async ({data}) => {
    answer({number: data.number, seen: await perform(data.ask)});
  });
  answer({ready: true});
}

if (typeof document === 'undefined') askOnBehalf((message) => postMessage(message));
