import {base} from './api.js';

/**
 * Listens to a thread for as long as it is wanted: a browser opens few connections to one host, so it is only while the
 * thread is in view. Answers with a function that is told whether it is. Nobody keeps what happens in a gap: catch up then.
 */
export function listenTo({path, thread, arrive, leave, catchUp}) {
    let stream;
    let isAgain;
    return isWanted => {
        if (!isWanted) {
            stream?.close();
            stream = null;
        } else if (!stream) {
            const on = (name, act) => stream.addEventListener(name, ({data}) => act(JSON.parse(data)));
            stream = new EventSource(`${base}${path}/events?` + new URLSearchParams({thread}));
            on('published', arrive);
            on('removed', ({id}) => leave(id));
            stream.onopen = () => {
                if (isAgain) {
                    catchUp();
                }
                isAgain = true;
            };
        }
    };
}
