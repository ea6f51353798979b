import {h} from './dom.js';
import {fill} from './html.js';

/** An item with a comment and the place for its replies; actions are what can be done with it. */
export function commentItem(comment, language, ...actions) {
    const {id, name, submittedAt} = comment;
    const picture = h('span', {className: 'picture', part: 'avatar', ariaHidden: 'true'}, [...name][0]);
    // the hue of the picture that the service draws
    picture.style.setProperty('--hue', parseInt(comment.avatar?.slice(9, 13) ?? 0, 16) % 360);
    const badge = comment.byModerator ? h('span', {className: 'badge', part: 'badge'}, language.text('moderator')) : '';
    const time = h('time', {dateTime: submittedAt, title: language.exact(submittedAt)}, language.ago(submittedAt));
    const when = h('a', {className: 'when', href: location.href.replace(/#.*|$/, '#greenroom-' + id)}, time);
    const text = h('div', {className: 'text', part: 'text', dir: 'auto', lang: comment.locale ?? ''});
    fill(text, comment.html);
    return h(
        'li',
        {id: 'greenroom-' + id},
        h(
            'article',
            {part: 'comment', tabIndex: -1},
            h('header', {}, picture, h('b', {dir: 'auto'}, name), badge, when),
            text,
            h('footer', {}, ...actions)
        ),
        h('ol')
    );
}
