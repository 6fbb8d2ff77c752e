<?php get_header(); ?>
<?php while ( have_posts() ) : ?>
	<?php the_post(); ?>
<div class="navigation"><div class="alignleft"><?php previous_post_link(); ?></div><div class="alignright"><?php next_post_link(); ?></div></div>
<div <?php post_class(); ?> id="post-<?php the_ID(); ?>">
<h2 class="entry-title"><?php the_title(); ?></h2>
<p class="byline">by <span class="author vcard"><a class="url fn n" href="<?php echo esc_url( get_author_posts_url( get_the_author_meta( 'ID' ) ) ); ?>"><?php the_author(); ?></a></span>,
<abbr class="published" title="<?php the_time( 'c' ); ?>"><?php the_time( 'F jS, Y \a\t g:i a' ); ?></abbr></p>
<div class="entry"><?php the_content(); ?></div>
<p class="postmetadata"><?php the_tags( 'Tags: ', ', ', '<br>' ); ?> Filed under <?php the_category( ', ' ); ?>.
<a href="<?php trackback_url(); ?>" rel="trackback">Trackback</a></p>
<!-- <?php trackback_rdf(); ?> -->
</div>
	<?php comments_template(); ?>
<?php endwhile; ?>
<?php get_sidebar(); ?>
<?php get_footer(); ?>
