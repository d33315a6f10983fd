'use strict';
// Performs one call and reports what the script observes. Used by the page, its frames and its worker.

/** Limits a call, so that one hanging request does not block all other cases. */
const LIMIT = 60000;

const MECHANISMS = {
  fetch: byFetch, stream: byFetch, xhr: byXhr, upload: byXhr, image: byImage, events: byEvents,
  socket: bySocket, script: byScript, prefetch: byLink, preload: byLink, form: byForm, frame: byFrame,
  link: byWindow,
};

async function perform(call) {
  const timeout = new Promise((resolve) => setTimeout(resolve, LIMIT, {outcome: 'timeout'}));
  return Promise.race([timeout, MECHANISMS[call.mechanism](call)]);
}

const blocked = (error) => ({outcome: 'blocked', error: String(error)});

function streamOf(text) {
  return new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode(text));
      controller.close();
    },
  });
}

async function byFetch({mechanism, url, method, headers, body, credentials, mode, redirect}) {
  try {
    const init = {method, headers, credentials, mode, redirect};
    if (body !== null) init.body = mechanism === 'stream' ? streamOf(body) : body;
    if (mechanism === 'stream') init.duplex = 'half';
    const response = await fetch(url, init);
    if (response.type === 'opaque') return {outcome: 'opaque'};
    if (response.type === 'opaqueredirect') return {outcome: 'redirect'};
    const names = [...response.headers.keys()];
    return {outcome: 'read', status: response.status, headers: names, body: await response.text()};
  } catch (error) {
    return blocked(error);
  }
}

function byXhr({mechanism, url, method, headers, body, credentials}) {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open(method, url);
    request.withCredentials = credentials === 'include';
    for (const [name, value] of headers) request.setRequestHeader(name, value);
    if (mechanism === 'upload') request.upload.onprogress = () => {};
    request.onload = () => {
      const lines = request.getAllResponseHeaders().split('\r\n').filter(Boolean);
      const names = lines.map((line) => line.split(':')[0].toLowerCase());
      resolve({outcome: 'read', status: request.status, headers: names, body: request.responseText});
    };
    request.onerror = () => resolve(blocked('error'));
    request.send(body);
  });
}

function byImage({url, mode, credentials}) {
  return new Promise((resolve) => {
    const image = new Image();
    if (mode === 'cors') image.crossOrigin = credentials === 'include' ? 'use-credentials' : 'anonymous';
    image.onload = () => resolve({outcome: 'shown'});
    image.onerror = () => resolve(blocked('error'));
    image.src = url;
  });
}

/** Loads an element with `load` and `error` events. */
function byElement(element) {
  return new Promise((resolve) => {
    element.onload = () => resolve({outcome: 'shown'});
    element.onerror = () => resolve(blocked('error'));
    document.body.append(element);
  });
}

function byScript({url}) {
  return byElement(Object.assign(document.createElement('script'), {src: url}));
}

function byLink({mechanism, url}) {
  const link = Object.assign(document.createElement('link'), {rel: mechanism, href: url});
  if (!link.relList.supports(mechanism)) return blocked('not supported');
  if (mechanism === 'preload') link.as = 'image';
  return byElement(link);
}

/** Waits until a frame or window has left its first document, `about:blank`, and reports it. There is
    no event that all browsers send for an empty document with an error status. */
async function navigated(opened) {
  while (isFirstDocument(opened)) await new Promise((resolve) => setTimeout(resolve, 20));
  return {outcome: 'navigated'};
}

function isFirstDocument({location}) {
  try {
    return location.href === 'about:blank';
  } catch {
    return false;
  }
}

/** Calls `navigate` with a new frame. */
async function inNewFrame(navigate) {
  const frame = document.createElement('iframe');
  frame.name = `frame-${crypto.getRandomValues(new Uint32Array(2)).join('-')}`;
  document.body.append(frame);
  navigate(frame);
  const observed = await navigated(frame.contentWindow);
  frame.remove();
  return observed;
}

function byForm({url, method, body}) {
  const form = Object.assign(document.createElement('form'), {method, action: url});
  // A form submitted by GET replaces the query of its address.
  const fields = method === 'GET' ? new URL(url).searchParams : new URLSearchParams(body);
  for (const [name, value] of fields) {
    form.append(Object.assign(document.createElement('input'), {type: 'hidden', name, value}));
  }
  document.body.append(form);
  return inNewFrame((frame) => {
    form.target = frame.name;
    form.submit();
  });
}

function byFrame({url}) {
  return inNewFrame((frame) => { frame.src = url; });
}

async function byWindow({url}) {
  const opened = open(url);
  if (opened === null) return blocked('no window');
  const observed = await navigated(opened);
  opened.close();
  return observed;
}

function byEvents({url, credentials}) {
  return new Promise((resolve) => {
    const source = new EventSource(url, {withCredentials: credentials === 'include'});
    const end = (observed) => () => { source.close(); resolve(observed); };
    source.onmessage = end({outcome: 'shown'});
    source.onerror = end(blocked('error'));
  });
}

function bySocket({url}) {
  return new Promise((resolve) => {
    const socket = new WebSocket(url.replace(/^http/, 'ws'));
    socket.onopen = () => { socket.close(); resolve({outcome: 'shown'}); };
    socket.onerror = socket.onclose = () => resolve(blocked('closed'));
  });
}

/** In a frame or worker: performs the calls that the page posts. `post` sends a message to the page. */
function performPostedCalls(post) {
  addEventListener('message', async ({data}) => {
    post({number: data.number, observed: await perform(data.call)});
  });
  post({ready: true});
}

if (typeof document === 'undefined') performPostedCalls((message) => postMessage(message));
