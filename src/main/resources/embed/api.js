/** Where this script came from, there is the service. */
export const base = new URL('api/v1/', import.meta.url);

/**
 * Asks the service, without cookies. What is no success is thrown: the problem (RFC 9457) with its status (0 where nobody
 * answered), the last word of its type as code, and the seconds to wait.
 */
export async function ask(path, method, headers, body) {
    let response;
    let answer = {};
    try {
        response = await fetch(base + path, {
            method,
            headers: {...headers, ...body && {'Content-Type': 'application/json'}},
            body: body && JSON.stringify(body),
            credentials: 'omit',
            signal: AbortSignal.timeout(20000)
        });
        if (response.status != 204) {
            answer = await response.json();
        }
        if (response.ok) {
            return answer;
        }
    } catch {
        // an answer that broke off is none; a refusal without a problem is one all the same
    }
    throw {
        ...answer,
        status: response?.ok ? 0 : response?.status ?? 0,
        code: answer.type?.split(':').pop(),
        wait: Number(response?.headers.get('Retry-After'))
    };
}
