import {h} from './dom.js';
import {fill} from './html.js';

/** An item with a comment and the place for its replies; actions are what can be done with it. */
export function commentItem(comment, language, ...actions) {
    const {id, name, submittedAt} = comment;
    const picture = h('span.avatar', {ariaHidden: true}, [...name][0]);
    const time = h('time', {dateTime: submittedAt, title: language.exact(submittedAt)}, language.ago(submittedAt));
    const text = h('div.text', {dir: 'auto', lang: comment.locale ?? ''});
    // the hue of the picture that the service draws
    picture.style.setProperty('--hue', parseInt(comment.avatar?.slice(9, 13) ?? 0, 16) % 360);
    fill(text, comment.html);
    return h(
        'li',
        {id: 'greenroom-' + id},
        h(
            'article.comment',
            {tabIndex: -1},
            h(
                'header',
                {},
                picture,
                h('b', {dir: 'auto'}, name),
                comment.byModerator ? h('span.badge', {}, language.text('moderator')) : '',
                h('a.when', {href: location.href.split('#')[0] + '#greenroom-' + id}, time)
            ),
            text,
            h('footer', {}, ...actions)
        ),
        h('ol.replies')
    );
}
